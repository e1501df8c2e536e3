namespace AcrNetconf.Ptp.Datasets;

/// <summary>Packet timing signal fail conditions of one server (G.8265.1 §6.7.3.2); a set.</summary>
[Flags]
public enum PtsfTypes
{
    None = 0,

    /// <summary>No Announce within the receipt timeout.</summary>
    LossAnnounce = 1,

    /// <summary>No Sync, or no Follow_Up of a two-step server, within the receipt timeout.</summary>
    LossSync = 2,

    /// <summary>No Delay_Resp within the receipt timeout (two-way and atr).</summary>
    LossDelayResp = 4,

    /// <summary>Packets arrive, but their delay variation is beyond the limit.</summary>
    Unusable = 8,
}
