using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Baselines;

/// <summary>A model of ptp4l's defaults: PI controller on every Sync, path delay through a moving median of ten.</summary>
/// <remarks>A model built from documented constants, not the program. Two-way: offset = forward − median((forward + reverse) / 2).</remarks>
internal sealed class Ptp4lPiServo : BaselineServo
{
    private const int MedianLength = 10;

    private readonly OffsetSource _source = new();
    private readonly double[] _delays = new double[MedianLength];
    private readonly double[] _sorted = new double[MedianLength];
    private readonly double _proportional;
    private readonly double _integral;
    private readonly bool _twoWay;
    private double _forward;
    private double _delay;
    private double _drift;
    private double? _start;
    private double _first;
    private int _delayCount;
    private bool _isFresh;

    /// <param name="interval">Seconds between Sync messages.</param>
    /// <param name="software">Constants for software timestamps instead of hardware ones.</param>
    public Ptp4lPiServo(double interval, bool software, bool twoWay)
        : base(software ? "ptp4l-pi-sw (model)" : "ptp4l-pi (model)")
    {
        _proportional = software ? 0.1 : Math.Min(0.7 * Math.Pow(interval, -0.3), 0.7 / interval);
        _integral = software ? 0.001 : Math.Min(0.3 * Math.Pow(interval, 0.4), 0.3 / interval);
        _twoWay = twoWay;
    }

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
        if (!_isFresh)
        {
            return _start is not null;
        }

        _isFresh = false;
        double offset = _forward - (_twoWay ? _delay : 0);
        if (_start is null)
        {
            _start = seconds;
            _first = offset;
        }
        else if (_drift == 0)
        {
            // The first estimate of the drift comes from two offsets a few seconds apart.
            if (seconds - _start > 10)
            {
                _drift = -(offset - _first) / (seconds - _start.Value);
                FrequencyPpb = _drift;
            }
        }
        else
        {
            double integral = _integral * offset;
            FrequencyPpb = Math.Clamp(_drift - (_proportional * offset) - integral, -500_000, 500_000);
            _drift = Math.Clamp(_drift - integral, -500_000, 500_000);
        }

        return _drift != 0;
    }
}
