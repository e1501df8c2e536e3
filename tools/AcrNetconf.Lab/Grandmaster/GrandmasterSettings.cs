using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>Everything configurable about a test grandmaster.</summary>
public sealed record GrandmasterSettings
{
    public required ClockIdentity Identity { get; init; }

    /// <summary>Default 4.</summary>
    public byte Domain { get; init; } = 4;

    /// <summary>Default 84: QL-PRC in option I.</summary>
    public ClockClass ClockClass { get; init; } = new(84);

    public byte ClockAccuracy { get; init; } = 0x20;

    public byte Priority1 { get; init; } = 128;

    public byte Priority2 { get; init; } = 128;

    public ushort StepsRemoved { get; init; }

    /// <summary>IEEE 1588 table: 0x20 is GNSS (default).</summary>
    public byte TimeSource { get; init; } = 0x20;

    /// <summary>Seconds TAI is ahead of UTC; default 37.</summary>
    public short CurrentUtcOffset { get; init; } = 37;

    /// <summary>Default two-step.</summary>
    public bool TwoStep { get; init; } = true;

    public byte MinorVersion { get; init; }

    /// <summary>Longer requests are granted for this long; default 1000 s.</summary>
    public int MaximumDurationSeconds { get; init; } = 1000;

    /// <summary>Faster requests are granted at this rate; default 128 a second.</summary>
    public LogInterval FastestInterval { get; init; } = new(-7);

    /// <summary>Clients beyond this number are denied; default 512.</summary>
    public int MaximumClients { get; init; } = 512;

    /// <summary>The R flag of grants; default set.</summary>
    public bool InviteRenewal { get; init; } = true;

    public GrandmasterFaults Faults { get; init; }

    /// <summary>Part of datagrams that vanish, each way, 0..1; applied by the shell. Default none.</summary>
    public double Loss { get; init; }

    /// <summary>How much faster than true time this server's clock runs, in ppb; applied by the shell to <see cref="IGrandmasterActions.ReadClock"/> and its timestamps.</summary>
    public double OffsetPpb { get; init; }

    /// <summary>correctionField of Sync, as a transparent clock on the way would leave it; for tests. Default zero.</summary>
    public PtpDuration SyncCorrection { get; init; }
}
