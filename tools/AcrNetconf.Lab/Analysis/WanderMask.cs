namespace AcrNetconf.Lab.Analysis;

/// <summary>A limit on MTIE or TDEV over the observation interval, piece by piece.</summary>
/// <param name="Name">As printed and in JSON.</param>
/// <param name="Quantity">What is limited.</param>
/// <param name="Pieces">Ascending; each holds from its start to the next one's, the last to its own end.</param>
public sealed record WanderMask(string Name, WanderQuantity Quantity, IReadOnlyList<WanderMask.Piece> Pieces)
{
    /// <summary>Limit = Constant + Slope·τ + Power·τ^Exponent, nanoseconds, for From ≤ τ &lt; To seconds.</summary>
    public readonly record struct Piece(double From, double To, double Constant, double Slope = 0, double Power = 0, double Exponent = 0)
    {
        public double At(double interval) => Constant + (Slope * interval) + (Power == 0 ? 0 : Power * Math.Pow(interval, Exponent));
    }

    /// <summary>Limit in nanoseconds at <paramref name="interval"/> seconds; NaN where the mask says nothing.</summary>
    public double LimitAt(double interval)
    {
        foreach (Piece piece in Pieces)
        {
            if (interval >= piece.From && interval < piece.To)
            {
                return piece.At(interval);
            }
        }

        return double.NaN;
    }

    /// <summary>Judges a report at its intervals.</summary>
    public MaskVerdict Judge(WanderReport report)
    {
        double worst = 0;
        double worstInterval = double.NaN;
        double[] values = Quantity == WanderQuantity.Mtie ? report.Mtie : report.Tdev;
        for (int index = 0; index < values.Length; index++)
        {
            double limit = LimitAt(report.Intervals[index]);
            double share = values[index] / limit;
            if (!double.IsNaN(share) && share > worst)
            {
                worst = share;
                worstInterval = report.Intervals[index];
            }
        }

        return new(Name, worst <= 1, worst, worstInterval);
    }
}
