namespace AcrNetconf.Ptp.Negotiation;

/// <summary>What can happen to a contract.</summary>
internal enum ContractEvent
{
    Wanted,

    /// <summary>No longer wanted, and the server may believe it owes us something.</summary>
    Unwanted,

    /// <summary>No longer wanted, and the server was never asked.</summary>
    Abandoned,
    Granted,

    /// <summary>As many requests (or cancels) as allowed were sent without success.</summary>
    TriesExhausted,
    PauseOver,
    RenewDue,
    Expired,
    CancelledByServer,
    CancelAcknowledged,

    /// <summary>In force by the clock, but what was granted does not arrive.</summary>
    Silent,

    /// <summary>What had gone silent arrives again before the grant ran out.</summary>
    Resumed,
}
