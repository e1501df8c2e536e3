namespace AcrNetconf.Ptp.Datasets;

/// <summary>Live drop counters, one per reason.</summary>
internal sealed class DropCounters
{
    private static readonly int ReasonCount = (int)Enum.GetValues<DropReason>().Max() + 1;

    private readonly long[] _counts = new long[ReasonCount];

    public void Add(DropReason reason) => _counts[(int)reason]++;

    public void Reset() => Array.Clear(_counts);

    /// <summary>The reasons that occurred.</summary>
    public EquatableArray<DropCount> ToArray()
    {
        List<DropCount> counts = [];
        for (int reason = 0; reason < _counts.Length; reason++)
        {
            if (_counts[reason] != 0)
            {
                counts.Add(new((DropReason)reason, _counts[reason]));
            }
        }

        return [.. counts];
    }
}
