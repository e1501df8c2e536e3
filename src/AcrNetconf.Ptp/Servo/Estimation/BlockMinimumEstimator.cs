using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>The window cut into a dozen parts, least squares through the lowest point of each: long blocks reach the floor where short ones do not.</summary>
internal sealed class BlockMinimumEstimator : ILineEstimator
{
    private const int Parts = 12;
    private const int FewestParts = 6;

    /// <inheritdoc/>
    public string Name => "block-minimum";

    /// <inheritdoc/>
    public bool TryFit(in BlockWindow window, double slope, out LineEstimate line)
    {
        line = default;
        if (window.Count < 2 * Parts)
        {
            return false;
        }

        Span<double> times = stackalloc double[Parts];
        Span<double> values = stackalloc double[Parts];
        double origin = window.Start;
        double level = window[0].Minimum;
        Reduce(window, slope, origin, level, times, values);
        int count = 0;
        double timeSum = 0;
        double valueSum = 0;
        double squareSum = 0;
        double productSum = 0;
        for (int part = 0; part < Parts; part++)
        {
            if (values[part] == double.MaxValue)
            {
                continue;
            }

            count++;
            timeSum += times[part];
            valueSum += values[part];
            squareSum += times[part] * times[part];
            productSum += times[part] * values[part];
        }

        if (count < FewestParts)
        {
            return false;
        }

        double meanTime = timeSum / count;
        double meanValue = valueSum / count;
        double spread = squareSum - (timeSum * meanTime);
        double extra = (productSum - (timeSum * meanValue)) / spread;
        double squares = 0;
        for (int part = 0; part < Parts; part++)
        {
            if (values[part] != double.MaxValue)
            {
                double residual = values[part] - meanValue - (extra * (times[part] - meanTime));
                squares += residual * residual;
            }
        }

        double sigma = Math.Sqrt(squares / (count - 2) / spread) * SlopeUncertainty.SmallSample(count);
        line = new(origin + meanTime, level + meanValue + (slope * meanTime), slope + extra, sigma);
        return true;
    }

    private static void Reduce(in BlockWindow window, double slope, double origin, double level, Span<double> times, Span<double> values)
    {
        values.Fill(double.MaxValue);
        double scale = Parts / (window.End - origin + 1e-9);
        for (int index = 0; index < window.Count; index++)
        {
            ref readonly PacketBlock block = ref window[index];
            double x = block.MinimumTime - origin;
            double y = block.Minimum - level - (slope * x);
            int part = Math.Clamp((int)(x * scale), 0, Parts - 1);
            if (y < values[part])
            {
                values[part] = y;
                times[part] = x;
            }
        }
    }
}
