using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo.Monitoring;
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

    /// <summary>The next best estimator on the same data; null when no other told a frequency.</summary>
    public string? RunnerUp { get; init; }

    /// <summary>Uncertainty of <see cref="RunnerUp"/> as a multiple of the one in use.</summary>
    public double RunnerUpRatio { get; init; }

    /// <summary>Length of the data the estimate rests on, seconds.</summary>
    public double WindowSeconds { get; init; }

    /// <summary>Route changes found since start or reset: the floor moved, the frequency was kept.</summary>
    public int FloorSteps { get; init; }

    /// <summary>Samples accepted since start or reset, per direction.</summary>
    public long ForwardSamples { get; init; }

    public long ReverseSamples { get; init; }

    /// <summary>Floor packets of Sync in the window of G.8261.1; null before a window's length after lock.</summary>
    public FloorPackets? ForwardFloorPackets { get; init; }

    /// <summary>The same of Delay_Req.</summary>
    public FloorPackets? ReverseFloorPackets { get; init; }

    /// <summary>MTIE and TDEV of each second's mean Sync delay since lock, path change or step.</summary>
    public EquatableArray<WanderPoint> PacketWander { get; init; }

    /// <summary>MTIE and TDEV of the recovered clock as the fastest packets of each minute show it: an upper estimate.</summary>
    public EquatableArray<WanderPoint> OutputWander { get; init; }

    /// <summary>Seconds spent in each state since start or reset.</summary>
    public StateTimes TimeInState { get; init; }
}
