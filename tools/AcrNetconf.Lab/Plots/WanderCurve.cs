using AcrNetconf.Lab.Analysis;

namespace AcrNetconf.Lab.Plots;

/// <summary>A wander quantity over the intervals 1, 2, 5, 10, … as far as a series is long.</summary>
internal static class WanderCurve
{
    public static IEnumerable<(double Interval, double Value)> Of(WanderSeries series, WanderQuantity quantity)
    {
        for (int decade = 1; ; decade *= 10)
        {
            foreach (int step in (int[])[1, 2, 5])
            {
                int samples = decade * step;
                double value = quantity == WanderQuantity.Mtie ? WanderMetrics.Mtie(series.Judged, samples) : WanderMetrics.Tdev(series.Judged, samples);
                if (double.IsNaN(value))
                {
                    yield break;
                }

                // A clock without wander has no place on a logarithmic axis.
                if (value > 0)
                {
                    yield return (samples * series.Spacing, value);
                }
            }
        }
    }
}
