namespace AcrNetconf.Ptp.Servo;

/// <summary>Servo configuration. Every value has an automatic default; null means automatic.</summary>
public sealed record ServoSettings
{
    /// <summary>What is recovered. Default one-way.</summary>
    public ServoMode Mode { get; init; } = ServoMode.OneWay;

    /// <summary>Largest steering magnitude in ppb, 1..1,000,000. Default 100,000 (100 ppm).</summary>
    public double MaximumFrequencyPpb { get; init; } = 100_000;

    /// <summary>Longest estimation window in seconds, or null for automatic (matched to the oscillator).</summary>
    public int? WindowSeconds { get; init; }

    /// <summary>Locked is declared when the frequency uncertainty stays below this, in ppb. Default 50.</summary>
    public double LockThresholdPpb { get; init; } = 50;

    /// <summary>Seconds the estimate must stay below the threshold before locked is declared. Default 10.</summary>
    public int LockHoldSeconds { get; init; } = 10;

    /// <summary>The only estimator to use, or null for the least uncertain of all.</summary>
    public EstimatorKind? Estimator { get; init; }

    /// <summary>Time constant of the steering when locked in seconds, or null for automatic (a share of the window in use).</summary>
    public int? TimeConstantSeconds { get; init; }

    /// <summary>Phase offset above which phase mode steps before lock instead of slewing, in nanoseconds. Default 10 µs.</summary>
    public long PhaseStepNanoseconds { get; init; } = 10_000;

    /// <summary>Largest frequency phase mode adds to bring the phase in, in ppb. Default 200.</summary>
    public double PhaseSlewPpb { get; init; } = 200;

    /// <summary>Longest time in holdover before free-run is declared, in seconds. Default 24 h.</summary>
    public int HoldoverSeconds { get; init; } = 86_400;
}
