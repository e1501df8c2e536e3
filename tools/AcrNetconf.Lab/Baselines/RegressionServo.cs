using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Baselines;

/// <summary>Linear regression over a sliding window of one-second means, its slope steered out at once.</summary>
internal sealed class RegressionServo(double window) : BaselineServo("regression (model)")
{
    private readonly OffsetSource _source = new();
    private readonly Queue<(double Time, double Offset)> _points = new();
    private double _sum;
    private int _count;
    private double _steered;
    private double? _last;

    /// <inheritdoc/>
    public override void OnSample(in TimingSample sample)
    {
        if (sample.Direction == PacketDirection.Forward)
        {
            _sum += _source.Take(sample);
            _count++;
        }
    }

    /// <inheritdoc/>
    protected override bool Advance(double seconds)
    {
        // Steering done so far is taken off, so that the window is one straight line.
        _steered += FrequencyPpb * (seconds - (_last ?? seconds));
        _last = seconds;
        if (_count > 0)
        {
            _points.Enqueue((seconds, (_sum / _count) - _steered));
            _sum = 0;
            _count = 0;
        }

        while (_points.Count > 0 && seconds - _points.Peek().Time > window)
        {
            _points.Dequeue();
        }

        if (_points.Count < 10)
        {
            return false;
        }

        double timeMean = _points.Average(point => point.Time);
        double offsetMean = _points.Average(point => point.Offset);
        double product = 0;
        double spread = 0;
        foreach ((double time, double offset) in _points)
        {
            product += (time - timeMean) * (offset - offsetMean);
            spread += (time - timeMean) * (time - timeMean);
        }

        FrequencyPpb = -product / spread;
        return true;
    }
}
