using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>Compares like with like: least squares through blocks of equal load, one slope for all loads and a level for each.</summary>
/// <remarks>
/// Load moves every statistic of the delay, but it also widens the delays, and that can be seen. Blocks are put by their spread into groups; within a group the
/// load was about the same whenever it was, so what still moves there is the clock. Groups in which the spread says little about the load scatter more and count less,
/// and when their slopes disagree the estimate says so. Works where the floor is hardly visited. O(n), one scratch array.
/// </remarks>
internal sealed class LoadMatchedEstimator : ILineEstimator
{
    private const int FewestBlocks = 64;
    private const int BlocksPerGroup = 16;
    private const int MostGroups = 32;
    private const int Parts = 8;

    private readonly int[] _order = new int[DirectionTrack.SlowCapacity];
    private readonly Group[] _groups = new Group[MostGroups];

    /// <inheritdoc/>
    public string Name => "load-matched";

    /// <inheritdoc/>
    public bool TryFit(in BlockWindow window, double slope, out LineEstimate line)
    {
        line = default;
        int count = window.Count;
        if (count < FewestBlocks)
        {
            return false;
        }

        window.Ring.OrderByLoad(window.First, _order);
        int groups = Math.Min(count / BlocksPerGroup, MostGroups);
        double origin = window.Start;
        double level = window[0].Low;
        double weights = 0;
        double extra = 0;
        for (int index = 0; index < groups; index++)
        {
            Group group = Measure(window, count * index / groups, count * (index + 1) / groups, slope, origin, level);
            _groups[index] = group;
            weights += group.Weight;
            extra += group.Weight * group.Slope;
        }

        if (weights <= 0 || !double.IsFinite(weights))
        {
            return false;
        }

        extra /= weights;
        double sigma = Math.Max(Math.Max(1 / Math.Sqrt(weights), Disagreement(groups, extra, weights)), Misfit(window, groups, slope, origin, level, extra));
        line = new(origin, level, slope + extra, sigma);
        return double.IsFinite(sigma);
    }

    private Group Measure(in BlockWindow window, int from, int to, double slope, double origin, double level)
    {
        double timeSum = 0;
        double valueSum = 0;
        double timeSquares = 0;
        double valueSquares = 0;
        double products = 0;
        for (int position = from; position < to; position++)
        {
            ref readonly PacketBlock block = ref window.Ring[_order[position]];
            double x = block.LowTime - origin;
            double y = block.Low - level - (slope * x);
            timeSum += x;
            valueSum += y;
            timeSquares += x * x;
            valueSquares += y * y;
            products += x * y;
        }

        int count = to - from;
        double spread = timeSquares - (timeSum * timeSum / count);
        double product = products - (timeSum * valueSum / count);
        double square = valueSquares - (valueSum * valueSum / count);
        if (spread <= 0)
        {
            return default;
        }

        double variance = Math.Max(1e-6, square - (product * product / spread)) / (count - 2);
        return new(from, to, timeSum / count, valueSum / count, product / spread, spread / variance, variance);
    }

    private double Disagreement(int groups, double extra, double weights)
    {
        double squares = 0;
        for (int index = 0; index < groups; index++)
        {
            double difference = _groups[index].Slope - extra;
            squares += _groups[index].Weight * difference * difference;
        }

        return Math.Sqrt(squares / weights / (groups - 1));
    }

    /// <summary>What eighths of the window leave over on average: noise that lasts.</summary>
    private double Misfit(in BlockWindow window, int groups, double slope, double origin, double level, double extra)
    {
        Span<double> sums = stackalloc double[Parts];
        Span<double> weights = stackalloc double[Parts];
        double seconds = window.End - origin;
        double scale = Parts / (seconds + 1e-9);
        for (int index = 0; index < groups; index++)
        {
            ref readonly Group group = ref _groups[index];
            for (int position = group.From; position < group.To; position++)
            {
                ref readonly PacketBlock block = ref window.Ring[_order[position]];
                double x = block.LowTime - origin;
                double y = block.Low - level - (slope * x);
                int part = Math.Clamp((int)(x * scale), 0, Parts - 1);
                sums[part] += (y - group.Value - (extra * (x - group.Time))) / group.Variance;
                weights[part] += 1 / group.Variance;
            }
        }

        for (int part = 0; part < Parts; part++)
        {
            sums[part] = weights[part] > 0 ? sums[part] / weights[part] : double.NaN;
        }

        return SlopeUncertainty.FromParts(sums, seconds);
    }

    /// <param name="From">First position in the order.</param>
    /// <param name="To">One past the last.</param>
    /// <param name="Time">Mean time, seconds.</param>
    /// <param name="Value">Mean value, nanoseconds.</param>
    /// <param name="Slope">ns/s on top of the slope believed.</param>
    /// <param name="Weight">One over the slope's variance.</param>
    /// <param name="Variance">Of the residuals.</param>
    private readonly record struct Group(int From, int To, double Time, double Value, double Slope, double Weight, double Variance);
}
