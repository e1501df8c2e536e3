namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>Tells a route change from a load change: the distribution moves as a whole, farther than load has ever moved it, and stays.</summary>
/// <remarks>
/// Compares the last blocks with those before, at every place the step may have happened. Load moves the mean more than the fastest packets; a route moves
/// both alike. What load does to this path is learned from its own history, so a path with wildly changing load has no small steps to find, and needs none found.
/// Stateless; O(history) per block.
/// </remarks>
internal sealed class FloorStepDetector
{
    private const int Group = 16;
    private const int FewestAfter = 8;
    private const double NaturalFactor = 1.5;
    private const double LargestDisagreement = 0.15;

    private readonly int _fewestBlocks;
    private readonly double _smallest;
    private readonly double _variationFactor;

    private FloorStepDetector(int fewestBlocks, double smallest, double variationFactor)
    {
        _fewestBlocks = fewestBlocks;
        _smallest = smallest;
        _variationFactor = variationFactor;
    }

    /// <summary>For 16 s blocks after half an hour of history: steps from 2 µs, found in two to four minutes.</summary>
    public static FloorStepDetector Careful { get; } = new(144, 2_000, 0);

    /// <summary>For 1 s blocks: only steps that dwarf the delay variation, found in ten seconds.</summary>
    public static FloorStepDetector Quick { get; } = new(48, 20_000, 5);

    /// <summary>The step that the newest block confirms, or null.</summary>
    /// <param name="ring">Blocks of one direction.</param>
    /// <param name="slope">Known drift, ns/s.</param>
    public FloorStep? Find(BlockRing ring, double slope)
    {
        int count = ring.Count;
        if (count < _fewestBlocks)
        {
            return null;
        }

        (int first, double step) = LargestStep(ring, slope);
        return first >= 0 && IsStep(ring, slope, first, step) ? new(ring[first].MinimumTime - 1e-3, step) : null;
    }

    /// <summary>The place among the last blocks where those after differ most from those before; −1 where nothing differs.</summary>
    private static (int First, double Step) LargestStep(BlockRing ring, double slope)
    {
        int start = ring.Count - (2 * Group);
        double origin = ring.Newest.LowTime;
        Span<double> residuals = stackalloc double[2 * Group];
        for (int index = 0; index < residuals.Length; index++)
        {
            residuals[index] = Residual(ring, slope, origin, start + index);
        }

        int first = -1;
        double largest = 0;
        for (int candidate = Group; candidate <= residuals.Length - FewestAfter; candidate++)
        {
            double step = Mean(residuals[candidate..]) - Mean(residuals.Slice(candidate - Group, Group));
            if (Math.Abs(step) > Math.Abs(largest))
            {
                largest = step;
                first = start + candidate;
            }
        }

        return (first, largest);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private bool IsStep(BlockRing ring, double slope, int first, double step)
    {
        double size = Math.Abs(step);
        if (size < _smallest || !Stays(ring, slope, first, step))
        {
            return false;
        }

        double before = Spread(ring, first - Group, first);
        double spread = Spread(ring, first, ring.Count) - before;
        return Math.Abs(spread) < LargestDisagreement * size
            && size > _variationFactor * before
            && size > NaturalFactor * LargestNatural(ring, slope, first);
    }

    /// <summary>Every block after it lies beyond half the step, every block before it on this side of half.</summary>
    private static bool Stays(BlockRing ring, double slope, int first, double step)
    {
        double before = Low(ring, slope, first - Group, first);
        double origin = ring.Newest.LowTime;
        for (int index = first - Group; index < ring.Count; index++)
        {
            double share = (Residual(ring, slope, origin, index) - before) / step;
            if (index < first ? share > 0.5 : share < 0.5)
            {
                return false;
            }
        }

        return true;
    }

    private static double LargestNatural(BlockRing ring, double slope, int first)
    {
        double largest = 0;
        for (int end = first - Group; end - Group >= 0; end -= Group)
        {
            largest = Math.Max(largest, Math.Abs(Low(ring, slope, end, end + Group) - Low(ring, slope, end - Group, end)));
        }

        return largest;
    }

    /// <summary>Mean low value of blocks, drift removed relative to the newest block.</summary>
    private static double Low(BlockRing ring, double slope, int from, int to)
    {
        double origin = ring.Newest.LowTime;
        double sum = 0;
        for (int index = from; index < to; index++)
        {
            sum += Residual(ring, slope, origin, index);
        }

        return sum / (to - from);
    }

    private static double Residual(BlockRing ring, double slope, double origin, int index)
    {
        ref readonly PacketBlock block = ref ring[index];
        return block.Low - (slope * (block.LowTime - origin));
    }

    private static double Spread(BlockRing ring, int from, int to)
    {
        double sum = 0;
        for (int index = from; index < to; index++)
        {
            sum += ring[index].Spread;
        }

        return sum / (to - from);
    }
}
