namespace AcrNetconf.Ptp.Datasets;

/// <summary>What is negotiated with a server that is not traced (G.8265.1 leaves the choice open).</summary>
public enum StandbyContracts
{
    /// <summary>Announce; Sync and Delay_Resp follow selection.</summary>
    AnnounceOnly,

    /// <summary>Everything, so that a standby is known to deliver timing.</summary>
    All,
}
