namespace AcrNetconf.Lab.Analysis;

/// <summary>FPC, FPR and FPP of G.8260: how many packets per window arrive within a limit of the floor.</summary>
public static class FloorPacketMonitor
{
    /// <summary>Smallest floor packet percentage over all windows, in percent; NaN without a full window.</summary>
    /// <param name="times">Arrival order, seconds.</param>
    /// <param name="delays">Nanoseconds, free of clock drift.</param>
    /// <param name="window">Seconds; G.8261.1 says 200.</param>
    /// <param name="limit">Nanoseconds above the floor; G.8261.1 says 150,000.</param>
    public static double WorstPercentage(ReadOnlySpan<double> times, ReadOnlySpan<double> delays, double window = 200, double limit = 150_000)
    {
        if (times.Length == 0 || times[^1] - times[0] < window)
        {
            return double.NaN;
        }

        double floor = double.MaxValue;
        foreach (double delay in delays)
        {
            floor = Math.Min(floor, delay);
        }

        double worst = 100;
        int start = 0;
        int within = 0;
        for (int index = 0; index < times.Length; index++)
        {
            within += delays[index] <= floor + limit ? 1 : 0;
            while (times[index] - times[start] > window)
            {
                within -= delays[start] <= floor + limit ? 1 : 0;
                start++;
            }

            if (times[index] - times[0] >= window)
            {
                worst = Math.Min(worst, 100.0 * within / (index - start + 1));
            }
        }

        return worst;
    }
}
