using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>What a server last announced about itself and its grandmaster.</summary>
public sealed record ParentData
{
    public required PortIdentity Port { get; init; }

    public required ClockIdentity Grandmaster { get; init; }

    public ClockClass ClockClass { get; init; }

    public byte ClockAccuracy { get; init; }

    public ushort OffsetScaledLogVariance { get; init; }

    public byte Priority1 { get; init; }

    public byte Priority2 { get; init; }

    public ushort StepsRemoved { get; init; }

    public byte TimeSource { get; init; }

    public short CurrentUtcOffset { get; init; }

    public bool CurrentUtcOffsetValid { get; init; }

    public bool Leap59 { get; init; }

    public bool Leap61 { get; init; }

    public bool PtpTimescale { get; init; }

    public bool TimeTraceable { get; init; }

    public bool FrequencyTraceable { get; init; }

    public bool SynchronizationUncertain { get; init; }

    public LogInterval AnnouncedInterval { get; init; }
}
