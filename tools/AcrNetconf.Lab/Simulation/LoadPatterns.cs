namespace AcrNetconf.Lab.Simulation;

/// <summary>Loads over time of G.8261 Appendix VI test cases 12 to 17, in percent; times in seconds.</summary>
internal static class LoadPatterns
{
    private const double Hour = 3600;

    public static Func<double, double> Constant(double percent) => _ => percent;

    /// <summary>One value per <paramref name="cycle"/> seconds; the last one stays.</summary>
    public static Func<double, double> Cycles(double[] values, double cycle) => time => values[Math.Clamp((int)(time / cycle), 0, values.Length - 1)];

    /// <summary>Repeats (percent, hours) steps.</summary>
    public static Func<double, double> Steps(params (double Percent, double Hours)[] steps)
    {
        double period = steps.Sum(step => step.Hours) * Hour;
        return time =>
        {
            double left = time % period;
            foreach ((double percent, double hours) in steps)
            {
                left -= hours * Hour;
                if (left < 0)
                {
                    return percent;
                }
            }

            return steps[^1].Percent;
        };
    }

    /// <summary>Up from <paramref name="low"/> to <paramref name="high"/> and back in 1 % steps, each half taking twelve hours.</summary>
    public static Func<double, double> Ramp(double low, double high)
    {
        double half = 12 * Hour;
        return time =>
        {
            double part = (time % (2 * half)) / half;
            double share = part < 1 ? part : 2 - part;
            return low + Math.Floor(share * (high - low));
        };
    }

    /// <summary><paramref name="usual"/>, but <paramref name="special"/> during the intervals.</summary>
    public static Func<double, double> During(double usual, double special, params (double Start, double Seconds)[] intervals) => time =>
    {
        foreach ((double start, double seconds) in intervals)
        {
            if (time >= start && time < start + seconds)
            {
                return special;
            }
        }

        return usual;
    };
}
