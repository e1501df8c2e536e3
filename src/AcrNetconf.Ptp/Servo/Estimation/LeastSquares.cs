using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>Which number of a block is used.</summary>
internal enum BlockStatistic
{
    Mean,
    Percentile,
    Minimum,
}

/// <summary>Ordinary least squares over one statistic of the blocks, with an uncertainty that believes in correlated noise.</summary>
internal static class LeastSquares
{
    /// <summary>Fewest blocks for a line.</summary>
    public const int FewestBlocks = 6;

    public static bool TryFit(in BlockWindow window, BlockStatistic statistic, double slope, out LineEstimate line)
    {
        line = default;
        int count = window.Count;
        if (count < FewestBlocks)
        {
            return false;
        }

        (double origin, double level) = Point(window[0], statistic);
        double timeSum = 0;
        double valueSum = 0;
        double squareSum = 0;
        double productSum = 0;
        for (int index = 0; index < count; index++)
        {
            (double time, double value) = Point(window[index], statistic);
            double x = time - origin;
            double y = value - level - (slope * x);
            timeSum += x;
            valueSum += y;
            squareSum += x * x;
            productSum += x * y;
        }

        double meanTime = timeSum / count;
        double spread = squareSum - (timeSum * meanTime);
        if (spread <= 0)
        {
            return false;
        }

        double meanValue = valueSum / count;
        double extra = (productSum - (timeSum * meanValue)) / spread;
        line = new(origin + meanTime, level + meanValue + (slope * meanTime), slope + extra, 0);
        line = line with { SlopeSigma = SlopeUncertainty.FromMeans(window, statistic, line, spread) };
        return true;
    }

    public static (double Time, double Value) Point(in PacketBlock block, BlockStatistic statistic) => statistic switch
    {
        BlockStatistic.Mean => (block.MeanTime, block.Mean),
        BlockStatistic.Percentile => (block.LowTime, block.Low),
        _ => (block.MinimumTime, block.Minimum),
    };
}
