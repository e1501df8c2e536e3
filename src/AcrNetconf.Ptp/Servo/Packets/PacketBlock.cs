namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>What one direction's packets of one short interval boil down to.</summary>
/// <remarks>
/// Times are seconds on the free-running scale; values are nanoseconds of delay plus clock offset. Each statistic carries the time it belongs to, so blocks
/// need no drift removal afterwards.
/// </remarks>
internal readonly record struct PacketBlock
{
    public double MeanTime { get; init; }

    public double Mean { get; init; }

    /// <summary>The smallest value after drift removal.</summary>
    public double MinimumTime { get; init; }

    public double Minimum { get; init; }

    /// <summary>Mean of the lowest tenth: the percentile statistic.</summary>
    public double LowTime { get; init; }

    public double Low { get; init; }

    /// <summary>99th percentile above the minimum.</summary>
    public double Variation { get; init; }

    public int Count { get; init; }
}
