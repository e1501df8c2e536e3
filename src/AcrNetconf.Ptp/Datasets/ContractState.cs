namespace AcrNetconf.Ptp.Datasets;

/// <summary>Where the contract for one message type with one server stands.</summary>
public enum ContractState
{
    /// <summary>Not wanted.</summary>
    Idle,

    /// <summary>Asked for; no contract in force.</summary>
    Requesting,

    /// <summary>In force.</summary>
    Granted,

    /// <summary>In force and asked for again.</summary>
    Renewing,

    /// <summary>In force; three renewals failed; waiting before asking again.</summary>
    RenewalPaused,

    /// <summary>Not in force; three requests failed; waiting before asking again.</summary>
    LockedOut,

    /// <summary>No longer wanted; CANCEL sent, acknowledgement awaited.</summary>
    Cancelling,
}
