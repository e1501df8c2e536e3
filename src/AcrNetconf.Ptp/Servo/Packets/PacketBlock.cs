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

    /// <summary>How wide the block is, which tells the load: mean of the lower nine tenths above the percentile, drift removed.</summary>
    public double Spread { get; init; }

    /// <summary>99th percentile above the minimum.</summary>
    public double Variation { get; init; }

    public int Count { get; init; }

    /// <summary>The same block with all values moved.</summary>
    public PacketBlock Shift(double nanoseconds) => this with
    {
        Mean = Mean + nanoseconds,
        Minimum = Minimum + nanoseconds,
        Low = Low + nanoseconds,
    };
}
