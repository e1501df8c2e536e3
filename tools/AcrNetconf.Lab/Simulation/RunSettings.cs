using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Simulation;

/// <summary>One simulated run.</summary>
internal sealed record RunSettings
{
    public required NetworkScenario Scenario { get; init; }

    public OscillatorSettings Oscillator { get; init; } = OscillatorSettings.Ocxo;

    public long Seed { get; init; } = 1;

    public double PacketsPerSecond { get; init; } = 16;

    public bool TwoWay { get; init; } = true;

    /// <summary>Phase too (atr): both directions, and the clock starts beside the server's time instead of elsewhere.</summary>
    public bool Phase { get; init; }

    public double Seconds { get; init; }

    /// <summary>Initial frequency offset, or the scenario's.</summary>
    public double? OffsetPpb { get; init; }

    /// <summary>Standard deviation of timestamp noise, nanoseconds.</summary>
    public double TimestampNoise { get; init; }

    /// <summary>Timestamp resolution, nanoseconds.</summary>
    public long Granularity { get; init; } = 1;

    /// <summary>Constant extra delay forward, nanoseconds.</summary>
    public double Asymmetry { get; init; }

    /// <summary>Share of packets lost at random.</summary>
    public double Loss { get; init; }

    public required Func<ServoSettings, IServo> MakeServo { get; init; }

    /// <summary>The controller runs with every Sync instead of once a second.</summary>
    public bool UpdatesPerPacket { get; init; }

    public ServoSettings Servo { get; init; } = new();
}
