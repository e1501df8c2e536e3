namespace AcrNetconf.Lab.Analysis;

/// <summary>Figures of a recovered frequency over time, from one-second time errors.</summary>
public static class FrequencyMetrics
{
    /// <summary>Second after which the frequency, averaged over <paramref name="average"/> seconds, never again errs more than <paramref name="limitPpb"/>; null when it still does at the end.</summary>
    public static int? SettledWithin(ReadOnlySpan<double> errors, double limitPpb, int average = 60)
    {
        for (int second = errors.Length - 1; second >= average; second--)
        {
            if (Math.Abs(errors[second] - errors[second - average]) / average > limitPpb)
            {
                return second == errors.Length - 1 ? null : second + 1;
            }
        }

        return errors.Length > average ? average : null;
    }

    /// <summary>
    /// Largest departure of the frequency, averaged over <paramref name="average"/> seconds, from what it was in the <paramref name="before"/> seconds up to
    /// <paramref name="start"/>, ppb.
    /// </summary>
    public static double Excursion(ReadOnlySpan<double> errors, int start, int seconds, int average = 10, int before = 300)
    {
        if (start < before || start >= errors.Length)
        {
            return double.NaN;
        }

        double usual = (errors[start] - errors[start - before]) / before;
        double largest = 0;
        int end = Math.Min(errors.Length - 1, start + seconds);
        for (int second = start + average; second <= end; second++)
        {
            largest = Math.Max(largest, Math.Abs(((errors[second] - errors[second - average]) / average) - usual));
        }

        return largest;
    }
}
