namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>How far a fitted slope may be off, judged by the residuals.</summary>
/// <remarks>
/// Packet delay is correlated over minutes and hours, so residuals must not be counted as independent. The window is cut into eighths and each
/// eighth counts once: slow swings of the load then show up in full. The larger of this and the textbook formula is believed.
/// </remarks>
internal static class SlopeUncertainty
{
    private const int Parts = 8;

    public static double FromMeans(in BlockWindow window, BlockStatistic statistic, in LineEstimate line, double spread)
    {
        Span<double> sums = stackalloc double[Parts];
        Span<int> counts = stackalloc int[Parts];
        double start = window.Start;
        double scale = Parts / (window.End - start + 1e-9);
        double squares = 0;
        for (int index = 0; index < window.Count; index++)
        {
            (double time, double value) = LeastSquares.Point(window[index], statistic);
            double residual = value - line.At(time);
            squares += residual * residual;
            int part = Math.Clamp((int)((time - start) * scale), 0, Parts - 1);
            sums[part] += residual;
            counts[part]++;
        }

        double white = Math.Sqrt(squares / (window.Count - 2) / spread);
        for (int part = 0; part < Parts; part++)
        {
            sums[part] = counts[part] > 0 ? sums[part] / counts[part] : double.NaN;
        }

        return window.Count < 2 * Parts ? white * SmallSample(window.Count) : Math.Max(white, FromParts(sums, window.End - start));
    }

    /// <summary>Slope uncertainty when each part of the window gives one residual; NaN marks a part without any.</summary>
    public static double FromParts(ReadOnlySpan<double> residuals, double seconds)
    {
        int count = 0;
        double sum = 0;
        double middleSum = 0;
        foreach ((int part, double residual) in Known(residuals))
        {
            count++;
            sum += residual;
            middleSum += part;
        }

        if (count < 4)
        {
            return double.MaxValue;
        }

        double mean = sum / count;
        double middle = middleSum / count;
        double squares = 0;
        double spread = 0;
        foreach ((int part, double residual) in Known(residuals))
        {
            squares += (residual - mean) * (residual - mean);
            spread += (part - middle) * (part - middle);
        }

        double step = seconds / residuals.Length;
        return Math.Sqrt(squares / (count - 2) / spread) / step * SmallSample(count);
    }

    // Student's t instead of a Gaussian, roughly: few residuals say little about their own spread.
    public static double SmallSample(int count) => 1 + (1.5 / (count - 2));

    private static PartEnumerator Known(ReadOnlySpan<double> residuals) => new(residuals);

    private ref struct PartEnumerator(ReadOnlySpan<double> residuals)
    {
        private readonly ReadOnlySpan<double> _residuals = residuals;
        private int _part = -1;

        public readonly (int Part, double Residual) Current => (_part, _residuals[_part]);

        public readonly PartEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            do
            {
                _part++;
            }
            while (_part < _residuals.Length && double.IsNaN(_residuals[_part]));

            return _part < _residuals.Length;
        }
    }
}
