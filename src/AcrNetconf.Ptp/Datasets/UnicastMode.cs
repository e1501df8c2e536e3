namespace AcrNetconf.Ptp.Datasets;

/// <summary>How the servers' packets are used (seed document, step 9).</summary>
public enum UnicastMode
{
    /// <summary>acr one-way: frequency from Sync alone.</summary>
    OneWay,

    /// <summary>acr two-way: frequency from Sync and Delay_Req/Delay_Resp.</summary>
    TwoWay,

    /// <summary>atr: frequency, phase and time.</summary>
    Atr,
}
