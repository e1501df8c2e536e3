namespace AcrNetconf.Lab.Relay;

/// <summary>How far from its moment datagrams left, by the kernel's transmit stamps. One writer; readers see figures that are at most one datagram old.</summary>
internal sealed class ReleaseStatistics
{
    // Upper edges in nanoseconds.
    private static readonly long[] Edges = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

    private readonly long[] _counts = new long[Edges.Length + 1];
    private long _sum;
    private long _worst;

    public long Count { get; private set; }

    public double MeanNanoseconds => Count == 0 ? 0 : (double)_sum / Count;

    public long WorstNanoseconds => _worst;

    public void Add(long lateness)
    {
        int bucket = 0;
        while (bucket < Edges.Length && lateness > Edges[bucket])
        {
            bucket++;
        }

        _counts[bucket]++;
        _sum += lateness;
        _worst = Math.Max(_worst, lateness);
        Count++;
    }

    /// <summary>99 of 100 datagrams left no later than this after their moment; an edge of a histogram.</summary>
    public long Percentile99()
    {
        long seen = 0;
        for (int bucket = 0; bucket < Edges.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= 0.99 * Count)
            {
                return Edges[bucket];
            }
        }

        return _worst;
    }
}
