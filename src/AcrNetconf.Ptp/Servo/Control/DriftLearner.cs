using AcrNetconf.Ptp.Servo.Estimation;

namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>Learns how fast the oscillator ages from half-hourly frequency estimates of the last day, for the time when there will be no packets.</summary>
/// <remarks>
/// Least squares through the estimates. A temperature cycle scatters them about the line and makes the drift uncertain; estimates that share their data do not
/// scatter although they err, so the drift is never believed better than their own uncertainty allows over the time they span. A drift that does not stand out is none.
/// </remarks>
internal sealed class DriftLearner
{
    private const double StepSeconds = 1800;
    private const int Capacity = 48;
    private const int Fewest = 16;
    private const int Parts = 6;
    private const double Significance = 4;

    private readonly Entry[] _entries = new Entry[Capacity];
    private long _count;
    private double _next = double.MinValue;

    /// <summary>Takes an estimate; most are passed over.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="frequencyPpb">Frequency.</param>
    /// <param name="sigmaPpb">Its uncertainty.</param>
    public void Add(double time, double frequencyPpb, double sigmaPpb)
    {
        if (time < _next)
        {
            return;
        }

        // After a gap the estimates before it are as old as they are; a day later they have left the ring.
        _next = time + StepSeconds;
        _entries[_count++ % Capacity] = new(time, frequencyPpb, sigmaPpb);
    }

    public void Clear()
    {
        _count = 0;
        _next = double.MinValue;
    }

    /// <summary>The drift, or none when it does not stand out.</summary>
    public OscillatorDrift Learn()
    {
        int count = (int)Math.Min(_count, Capacity);
        if (count < Fewest)
        {
            return default;
        }

        Entry newest = _entries[(_count - 1) % Capacity];
        double timeSum = 0;
        double valueSum = 0;
        double squareSum = 0;
        double productSum = 0;
        double first = newest.Time;
        for (int index = 0; index < count; index++)
        {
            double x = _entries[index].Time - newest.Time;
            double y = _entries[index].Frequency - newest.Frequency;
            timeSum += x;
            valueSum += y;
            squareSum += x * x;
            productSum += x * y;
            first = Math.Min(first, _entries[index].Time);
        }

        double spread = squareSum - (timeSum * timeSum / count);
        double drift = (productSum - (timeSum * valueSum / count)) / spread;
        double span = newest.Time - first;
        double shared = 2 * newest.Sigma / span;
        double misfit = Misfit(newest, first, count, timeSum / count, valueSum / count, drift, spread);
        double sigma = Math.Sqrt((misfit * misfit) + (shared * shared));
        return Math.Abs(drift) > Significance * sigma ? new(drift, sigma) : default;
    }

    /// <summary>Sixths of the time count once each: a daily temperature cycle must not pass for a drift because it was sampled often.</summary>
    private double Misfit(in Entry newest, double first, int count, double meanTime, double meanValue, double drift, double spread)
    {
        Span<double> sums = stackalloc double[Parts];
        Span<int> counts = stackalloc int[Parts];
        double squares = 0;
        double span = newest.Time - first;
        for (int index = 0; index < count; index++)
        {
            ref readonly Entry entry = ref _entries[index];
            int part = Math.Min((int)((entry.Time - first) / span * Parts), Parts - 1);
            double residual = entry.Frequency - newest.Frequency - meanValue - (drift * (entry.Time - newest.Time - meanTime));
            sums[part] += residual;
            squares += residual * residual;
            counts[part]++;
        }

        for (int part = 0; part < Parts; part++)
        {
            sums[part] = counts[part] > 0 ? sums[part] / counts[part] : double.NaN;
        }

        return Math.Max(SlopeUncertainty.FromParts(sums, span), Math.Sqrt(squares / (count - 2) / spread));
    }

    private readonly record struct Entry(double Time, double Frequency, double Sigma);
}
