namespace AcrNetconf.Lab.Analysis;

/// <summary>Wander of a series of time errors (nanoseconds, evenly spaced), as G.810 and IEEE 1139 define it. Every figure is O(N) per interval.</summary>
public static class WanderMetrics
{
    /// <summary>MTIE over <paramref name="samples"/> sampling intervals: the largest peak-to-peak in any window. Two monotone queues.</summary>
    /// <returns>NaN when the series is shorter than the window.</returns>
    public static double Mtie(ReadOnlySpan<double> errors, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        if (errors.Length <= samples)
        {
            return double.NaN;
        }

        int[] high = new int[errors.Length];
        int[] low = new int[errors.Length];
        int highStart = 0;
        int highEnd = 0;
        int lowStart = 0;
        int lowEnd = 0;
        double largest = 0;
        for (int index = 0; index < errors.Length; index++)
        {
            while (highEnd > highStart && errors[high[highEnd - 1]] <= errors[index])
            {
                highEnd--;
            }

            high[highEnd++] = index;
            while (lowEnd > lowStart && errors[low[lowEnd - 1]] >= errors[index])
            {
                lowEnd--;
            }

            low[lowEnd++] = index;
            if (high[highStart] < index - samples)
            {
                highStart++;
            }

            if (low[lowStart] < index - samples)
            {
                lowStart++;
            }

            largest = Math.Max(largest, errors[high[highStart]] - errors[low[lowStart]]);
        }

        return largest;
    }

    /// <summary>TDEV over <paramref name="samples"/> sampling intervals, nanoseconds.</summary>
    public static double Tdev(ReadOnlySpan<double> errors, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        int terms = errors.Length - (3 * samples) + 1;
        if (terms < 1)
        {
            return double.NaN;
        }

        double window = 0;
        for (int index = 0; index < samples; index++)
        {
            window += errors[index + (2 * samples)] - (2 * errors[index + samples]) + errors[index];
        }

        double squares = window * window;
        for (int start = 0; start + 1 < terms; start++)
        {
            window += errors[start + (3 * samples)] - (3 * errors[start + (2 * samples)]) + (3 * errors[start + samples]) - errors[start];
            squares += window * window;
        }

        return Math.Sqrt(squares / (6.0 * samples * samples * terms));
    }

    /// <summary>Allan deviation over <paramref name="samples"/> sampling intervals of <paramref name="interval"/> seconds, in ppb.</summary>
    public static double Adev(ReadOnlySpan<double> errors, int samples, double interval)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        int terms = errors.Length - (2 * samples);
        if (terms < 1)
        {
            return double.NaN;
        }

        double squares = 0;
        for (int index = 0; index < terms; index++)
        {
            double second = errors[index + (2 * samples)] - (2 * errors[index + samples]) + errors[index];
            squares += second * second;
        }

        double tau = samples * interval;
        return Math.Sqrt(squares / (2 * tau * tau * terms));
    }

    /// <summary>Frequency offset in ppb: the least-squares slope, not the end points.</summary>
    public static double FrequencyOffset(ReadOnlySpan<double> errors, double interval)
    {
        if (errors.Length < 2)
        {
            return double.NaN;
        }

        double middle = (errors.Length - 1) / 2.0;
        double product = 0;
        double spread = 0;
        for (int index = 0; index < errors.Length; index++)
        {
            product += (index - middle) * errors[index];
            spread += (index - middle) * (index - middle);
        }

        return product / spread / interval;
    }
}
