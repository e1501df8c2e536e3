using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>Snapshot of one server as operators see it.</summary>
public sealed record ServerStatus
{
    public required byte Id { get; init; }

    public required PtpAddress Address { get; init; }

    public AdminState AdminState { get; init; }

    public byte Priority { get; init; }

    public NegotiationState NegotiationState { get; init; }

    /// <summary>Why it last failed; kept after recovery until statistics are reset.</summary>
    public NegotiationError LastError { get; init; } = NegotiationError.None;

    public MonotonicTime NegotiationSince { get; init; }

    public bool IsTraced { get; init; }

    /// <summary>The port identity the server's grants came from; null while unknown.</summary>
    public PortIdentity? Identity { get; init; }

    /// <summary>Null before the first Announce.</summary>
    public ParentData? Parent { get; init; }

    /// <summary>Whether Sync was two-step; null before the first Sync.</summary>
    public bool? TwoStep { get; init; }

    /// <summary>Level in force for selection (forced, or announced and past hold-off).</summary>
    public QualityLevel QualityLevel { get; init; }

    public PtsfTypes Ptsf { get; init; }

    /// <summary>Sync keeps coming but the time in it stands still.</summary>
    public bool IsTimestampUnchanged { get; init; }

    /// <summary>True when the server may be selected.</summary>
    public bool IsQualified { get; init; }

    /// <summary>Null when wait-to-restore is not running.</summary>
    public TimeSpan? WaitToRestoreRemaining { get; init; }

    /// <summary>Locked out by an operator.</summary>
    public bool IsLockedOut { get; init; }

    public required ContractStatus Announce { get; init; }

    public required ContractStatus Sync { get; init; }

    public required ContractStatus DelayResp { get; init; }

    public required PacketStatistics Packets { get; init; }

    /// <summary>t2 − t1; null before the first.</summary>
    public DelayStatistics? ForwardDelay { get; init; }

    /// <summary>t4 − t3; null before the first.</summary>
    public DelayStatistics? ReverseDelay { get; init; }
}
