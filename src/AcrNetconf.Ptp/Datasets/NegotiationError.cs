namespace AcrNetconf.Ptp.Datasets;

/// <summary>Why the last negotiation with a server failed. Numbers are those operators know from the state model.</summary>
public enum NegotiationError
{
    /// <summary>Grants were cancelled (by configuration or by the server).</summary>
    DeleteLink = 2,
    AnnounceTimeout = 3,
    AnnounceNegotiationTimeout = 4,
    AnnounceNegotiationDenied = 5,
    SyncNegotiationFailed = 6,
    SyncNegotiationDenied = 7,
    DelayRespNegotiationTimeout = 8,
    DelayRespNegotiationDenied = 9,
    InterfaceCannotSupportPtp = 10,
    ServiceModeUnsupported = 11,
    RouteUnreachable = 12,
    BestMasterFailed = 13,

    /// <summary>Granted, but Sync or Delay_Resp does not arrive.</summary>
    MasterSynchronizationFault = 14,
    None = 15,
}
