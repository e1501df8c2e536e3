namespace AcrNetconf.Lab.Analysis;

/// <summary>Wander at the intervals everybody quotes.</summary>
/// <param name="Intervals">Seconds.</param>
/// <param name="Mtie">Nanoseconds at each; NaN where the record is too short.</param>
/// <param name="Tdev">Nanoseconds at each.</param>
/// <param name="Adev">ppb at each.</param>
/// <param name="FrequencyOffsetPpb">Least-squares slope.</param>
public sealed record WanderReport(double[] Intervals, double[] Mtie, double[] Tdev, double[] Adev, double FrequencyOffsetPpb)
{
    /// <summary>1 s to 30,000 s.</summary>
    public static double[] UsualIntervals { get; } = [1, 10, 100, 1000, 3000, 10_000, 30_000];

    /// <summary>Evaluates a series with one value every <paramref name="spacing"/> seconds.</summary>
    public static WanderReport Of(ReadOnlySpan<double> errors, double spacing = 1)
    {
        double[] intervals = UsualIntervals;
        double[] mtie = new double[intervals.Length];
        double[] tdev = new double[intervals.Length];
        double[] adev = new double[intervals.Length];
        for (int index = 0; index < intervals.Length; index++)
        {
            int samples = Math.Max(1, (int)Math.Round(intervals[index] / spacing));
            mtie[index] = WanderMetrics.Mtie(errors, samples);
            tdev[index] = WanderMetrics.Tdev(errors, samples);
            adev[index] = WanderMetrics.Adev(errors, samples, spacing);
        }

        return new(intervals, mtie, tdev, adev, WanderMetrics.FrequencyOffset(errors, spacing));
    }
}
