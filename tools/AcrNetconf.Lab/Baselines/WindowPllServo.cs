using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Baselines;

/// <summary>A textbook packet-selection servo: one statistic per fixed window, then a second-order PLL.</summary>
/// <remarks>kp = 1/T, ki = kp²/(4ζ²) with ζ = 3, one update per window; the first two windows give the starting frequency.</remarks>
internal sealed class WindowPllServo(string name, WindowStatistic statistic, double window, double timeConstant, bool twoWay) : BaselineServo(name)
{
    private const double Damping = 3;

    private readonly OffsetSource _source = new();
    private readonly List<double> _forward = [];
    private readonly List<double> _reverse = [];
    private double? _windowStart;
    private double _previous;
    private double _drift;
    private double? _reference;
    private int _windows;

    /// <inheritdoc/>
    public override void OnSample(in TimingSample sample) =>
        (sample.Direction == PacketDirection.Forward ? _forward : _reverse).Add(_source.Take(sample));

    /// <inheritdoc/>
    protected override bool Advance(double seconds)
    {
        _windowStart ??= seconds;
        if (seconds - _windowStart < window || _forward.Count == 0)
        {
            return _reference is not null;
        }

        double elapsed = seconds - _windowStart.Value;
        _windowStart = seconds;
        double offset = twoWay && _reverse.Count > 0 ? (Reduce(_forward) - Reduce(_reverse)) / 2 : Reduce(_forward);
        _forward.Clear();
        _reverse.Clear();
        _windows++;
        if (_windows == 2)
        {
            _drift = -(offset - _previous) / elapsed;
            FrequencyPpb = _drift;
        }
        else if (_windows >= 4)
        {
            _reference ??= offset;
            Control(offset - _reference.Value, elapsed);
        }

        _previous = offset;
        return _reference is not null;
    }

    private void Control(double error, double elapsed)
    {
        double proportional = 1 / timeConstant;
        double integral = proportional * proportional / (4 * Damping * Damping);
        _drift -= integral * error * elapsed;
        FrequencyPpb = _drift - (proportional * error);
    }

    private double Reduce(List<double> values)
    {
        if (statistic == WindowStatistic.Mean)
        {
            return values.Average();
        }

        values.Sort();
        int count = statistic == WindowStatistic.Minimum ? 1 : Math.Max(1, values.Count / 100);
        double sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += values[index];
        }

        return sum / count;
    }
}
