using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo;

/// <summary>Immutable snapshot of clock recovery for operators. Frequencies in ppb, delays in nanoseconds.</summary>
public sealed record ServoStatus
{
    public ServoState State { get; init; } = ServoState.FreeRun;

    /// <summary>Local clock reading at the last state change.</summary>
    public PtpInstant StateSince { get; init; }

    /// <summary>Times each state was entered since start or reset, indexed by <see cref="ServoState"/>.</summary>
    public int AcquisitionCount { get; init; }

    /// <summary>Steering in force relative to the free-running oscillator.</summary>
    public double FrequencyPpb { get; init; }

    /// <summary>One-sigma uncertainty of the frequency estimate; null before there is one.</summary>
    public double? FrequencyUncertaintyPpb { get; init; }

    /// <summary>Estimated phase offset from the server (two-way and atr), or null.</summary>
    public PtpDuration? Offset { get; init; }

    /// <summary>Estimated floor (minimum) of the path delay, mean of both ways when two-way; null before there is one.</summary>
    public PtpDuration? FloorDelay { get; init; }

    /// <summary>Packet-delay variation above the floor over the last window, 99th percentile; null before there is one.</summary>
    public PtpDuration? DelayVariation { get; init; }

    /// <summary>Estimator in use, for operators: <c>minimum</c>, <c>lower-hull</c>, ...</summary>
    public string Estimator { get; init; } = "none";

    /// <summary>Length of the data the estimate rests on, seconds.</summary>
    public double WindowSeconds { get; init; }

    /// <summary>Route changes found since start or reset: the floor moved, the frequency was kept.</summary>
    public int FloorSteps { get; init; }

    /// <summary>Samples accepted since start or reset, per direction.</summary>
    public long ForwardSamples { get; init; }

    public long ReverseSamples { get; init; }
}
