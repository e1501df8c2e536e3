namespace AcrNetconf.Ptp.Servo;

/// <summary>What is recovered and from which packets.</summary>
public enum ServoMode
{
    /// <summary>Frequency from Sync alone (acr one-way).</summary>
    OneWay,

    /// <summary>Frequency from Sync and Delay_Req/Delay_Resp (acr two-way).</summary>
    TwoWay,

    /// <summary>Frequency, phase and time from both directions (atr).</summary>
    Phase,
}
