using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Baselines;

/// <summary>A model of ptp4l's defaults: PI controller on every Sync, path delay through a moving median of ten.</summary>
/// <remarks>
/// A model of what the manual of ptp4l 3.1.1 says, not the program. Two-way: offset = forward − median((forward + reverse) / 2). The first step of the phase is left out,
/// because offsets count from the first sample here; so is the sanity check, which starts the program's servo anew.
/// </remarks>
internal sealed class Ptp4lPiServo(string name, PiConstants constants, bool twoWay) : BaselineServo(name)
{
    private const int MedianLength = 10;

    // What Linux lets a clock be steered by.
    private const double LargestPpb = 500_000;

    private readonly OffsetSource _source = new();
    private readonly double[] _delays = new double[MedianLength];
    private readonly double[] _sorted = new double[MedianLength];
    private double _forward;
    private double _delay;
    private double _drift;
    private (double Seconds, double Offset)? _first;
    private int _delayCount;
    private bool _isEstimated;
    private bool _isFresh;

    /// <inheritdoc/>
    public override void OnSample(in TimingSample sample)
    {
        double value = _source.Take(sample);
        if (sample.Direction == PacketDirection.Forward)
        {
            _forward = value;
            _isFresh = true;
            return;
        }

        _delays[_delayCount++ % MedianLength] = (_forward + value) / 2;
        int count = Math.Min(_delayCount, MedianLength);
        Array.Copy(_delays, _sorted, count);
        Array.Sort(_sorted, 0, count);
        _delay = (_sorted[(count - 1) / 2] + _sorted[count / 2]) / 2;
    }

    /// <inheritdoc/>
    protected override bool Advance(double seconds)
    {
        if (_isFresh && (!twoWay || _delayCount > 0))
        {
            _isFresh = false;
            OnOffset(seconds, _forward - (twoWay ? _delay : 0));
        }

        return _isEstimated;
    }

    private void OnOffset(double seconds, double offset)
    {
        if (_isEstimated)
        {
            Control(offset);
        }
        else if (_first is not { } first)
        {
            _first = (seconds, offset);
        }
        else if (seconds - first.Seconds >= constants.EstimateSeconds)
        {
            _drift = FrequencyPpb = Math.Clamp(-(offset - first.Offset) / (seconds - first.Seconds), -LargestPpb, LargestPpb);
            _isEstimated = true;
        }
    }

    /// <summary>Saturated, the integral stands still.</summary>
    private void Control(double offset)
    {
        double integral = _drift - (constants.Integral * offset);
        double wanted = integral - (constants.Proportional * offset);
        FrequencyPpb = Math.Clamp(wanted, -LargestPpb, LargestPpb);
        _drift = wanted == FrequencyPpb ? integral : _drift;
    }
}
