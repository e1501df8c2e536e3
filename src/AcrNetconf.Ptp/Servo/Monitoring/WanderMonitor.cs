using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Ptp.Servo.Monitoring;

/// <summary>Live MTIE and TDEV of a series with one value a second, over 10 s to 10,000 s. O(1) per value, 4 kB.</summary>
/// <remarks>
/// A cascade: ten seconds become a cell of the next stage, ten of those a cell of the one after. At 10 s both figures are exact; above, MTIE sees windows up to a
/// tenth longer than the interval, so that it never understates, and TDEV moves by tenths of the interval instead of seconds.
/// </remarks>
internal sealed class WanderMonitor
{
    private readonly WanderStage[] _stages = [new(1), new(10), new(100), new(1000)];

    /// <summary>Values taken since the record began.</summary>
    public long Seconds { get; private set; }

    public void Add(double nanoseconds)
    {
        Seconds++;
        WanderStage.Cell cell = new(nanoseconds, nanoseconds, nanoseconds);
        foreach (WanderStage stage in _stages)
        {
            if (!stage.Add(cell, out cell))
            {
                return;
            }
        }
    }

    /// <summary>The record is broken: what comes cannot be compared with what was.</summary>
    public void Clear()
    {
        Seconds = 0;
        foreach (WanderStage stage in _stages)
        {
            stage.Clear();
        }
    }

    /// <summary>The figures so far, shortest interval first.</summary>
    public EquatableArray<WanderPoint> ToPoints()
    {
        Span<WanderPoint> points = stackalloc WanderPoint[_stages.Length];
        int count = 0;
        foreach (WanderStage stage in _stages)
        {
            if (stage.Point is { } point)
            {
                points[count++] = point;
            }
        }

        return EquatableArray.Create<WanderPoint>(points[..count]);
    }
}
