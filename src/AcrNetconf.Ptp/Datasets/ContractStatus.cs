using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>Snapshot of one contract and its counters.</summary>
public sealed record ContractStatus
{
    public required MessageType Message { get; init; }

    public ContractState State { get; init; }

    /// <summary>True while the server owes us messages.</summary>
    public bool IsInForce { get; init; }

    public ContractCause Cause { get; init; }

    public RequestSettings Requested { get; init; }

    /// <summary>Null while nothing is granted.</summary>
    public LogInterval? GrantedInterval { get; init; }

    public int? GrantedDurationSeconds { get; init; }

    public TimeSpan? Remaining { get; init; }

    public TimeSpan? RenewIn { get; init; }

    public TimeSpan? PauseRemaining { get; init; }

    /// <summary>Requests of the current round, 0..maximum.</summary>
    public int Tries { get; init; }

    public long RequestsSent { get; init; }

    public long GrantsReceived { get; init; }

    public long DenialsReceived { get; init; }

    /// <summary>Rounds of requests that ended without any answer.</summary>
    public long Timeouts { get; init; }

    public long CancelsSent { get; init; }

    public long CancelsReceived { get; init; }

    public long AcknowledgesSent { get; init; }

    public long AcknowledgesReceived { get; init; }

    /// <summary>Times messages past the end of the grant proved a renewal whose answer was lost.</summary>
    public long ImplicitRenewals { get; init; }

    /// <summary>Times the contract ceased to be in force while it was wanted.</summary>
    public long Lapses { get; init; }
}
