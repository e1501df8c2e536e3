using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>One remote clock server.</summary>
public sealed record ServerSettings
{
    /// <summary>Slot number, from 1; unique. Server 1 is the master server, 2 the slave server of the seed document.</summary>
    public required byte Id { get; init; }

    public required PtpAddress Address { get; init; }

    /// <summary>Default up.</summary>
    public AdminState AdminState { get; init; } = AdminState.Up;

    /// <summary>Local priority, 1..255, lower is better; null means the slot number. Used with the frequency profile only.</summary>
    public byte? Priority { get; init; }

    /// <summary>Path asymmetry: how much longer the way from server to client is than the mean of both ways; may be negative. Default zero. Only <see cref="UnicastMode.Atr"/> uses it.</summary>
    public PtpDuration Asymmetry { get; init; }

    /// <summary>Forced traceability (G.8265.1 §6.8.4): this class instead of the announced one; null means the announced one.</summary>
    public ClockClass? ForcedClockClass { get; init; }

    /// <summary>The priority in force.</summary>
    public byte EffectivePriority => Priority ?? Id;
}
