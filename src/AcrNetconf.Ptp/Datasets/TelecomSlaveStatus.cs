using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>Snapshot of the whole client; built on demand, never changes afterwards.</summary>
public sealed record TelecomSlaveStatus
{
    public required MonotonicTime At { get; init; }

    public required ClockIdentity Identity { get; init; }

    public required PtpAddress LocalAddress { get; init; }

    public byte EffectiveDomain { get; init; }

    public bool FrequencyProfile { get; init; }

    public UnicastMode Mode { get; init; }

    /// <summary>Announce intervals of silence before an announcement counts as lost.</summary>
    public int AnnounceReceiptTimeout { get; init; }

    /// <summary>Slot of the traced server; null means the local oscillator.</summary>
    public byte? TraceSource { get; init; }

    public TraceCause TraceCause { get; init; }

    public MonotonicTime TraceSince { get; init; }

    /// <summary>Slot an operator switched to by hand, or null.</summary>
    public byte? ManualSwitch { get; init; }

    /// <summary>Level of our output: the traced server's, the holdover level, or do-not-use.</summary>
    public QualityLevel OutputQuality { get; init; }

    public bool IsSquelched { get; init; }

    /// <summary>There are active servers and none of them answers.</summary>
    public bool AreAllUnreachable { get; init; }

    public required EquatableArray<ServerStatus> Servers { get; init; }

    public required ServoStatus Servo { get; init; }

    /// <summary>Times the servo was reset by reconfiguration.</summary>
    public long ServoResets { get; init; }

    /// <summary>Times another server was traced.</summary>
    public long SourceChanges { get; init; }

    /// <summary>Times everything was cancelled and started over.</summary>
    public long Restarts { get; init; }

    /// <summary>Drops that belong to no configured server.</summary>
    public EquatableArray<DropCount> UnattributedDrops { get; init; }

    /// <summary>The last transitions, oldest first.</summary>
    public EquatableArray<Transition> Transitions { get; init; }
}
