namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>The first two seconds of packets: a rough slope, so that choosing each block's fastest packet works from the first block on.</summary>
/// <remarks>
/// At 100 ppm a block's smallest raw value is simply its first or last one. Least squares through the minima of eighths of a second removes nearly all
/// of that and does not mind a packet that was held up.
/// </remarks>
internal sealed class SlopeStarter
{
    private const double Seconds = 2;
    private const int Parts = 16;
    private const int FewestParts = 5;

    private readonly double[] _times = new double[Parts];
    private readonly double[] _values = new double[Parts];
    private double? _origin;

    /// <summary>True when the slope is known or cannot be known this way (too few packets a second, and then it does not matter).</summary>
    public bool IsDone { get; private set; }

    /// <summary>Takes a sample; true when <paramref name="slope"/> is an estimate, in ns/s.</summary>
    public bool TryFinish(double time, double value, out double slope)
    {
        slope = 0;
        if (_origin is null)
        {
            _origin = time;
            Array.Fill(_values, double.MaxValue);
        }

        int part = (int)((time - _origin.Value) * (Parts / Seconds));
        if (part < Parts)
        {
            part = Math.Max(0, part);
            if (value < _values[part])
            {
                _values[part] = value;
                _times[part] = time;
            }

            return false;
        }

        IsDone = true;
        return TryFit(out slope);
    }

    public void Reset()
    {
        IsDone = false;
        _origin = null;
    }

    private bool TryFit(out double slope)
    {
        slope = 0;
        int count = 0;
        double timeSum = 0;
        double valueSum = 0;
        double squareSum = 0;
        double productSum = 0;
        for (int part = 0; part < Parts; part++)
        {
            if (_values[part] == double.MaxValue)
            {
                continue;
            }

            double x = _times[part] - _origin!.Value;
            double y = _values[part];
            count++;
            timeSum += x;
            valueSum += y;
            squareSum += x * x;
            productSum += x * y;
        }

        if (count < FewestParts)
        {
            return false;
        }

        slope = (productSum - (timeSum * valueSum / count)) / (squareSum - (timeSum * timeSum / count));
        return true;
    }
}
