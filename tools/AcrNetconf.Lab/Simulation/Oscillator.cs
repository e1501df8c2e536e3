namespace AcrNetconf.Lab.Simulation;

/// <summary>A free-running oscillator: its reading as a function of true time. Must be asked in roughly ascending order.</summary>
/// <remarks>Frequency is constant within each second and phase continuous; the last few seconds stay answerable.</remarks>
internal sealed class Oscillator
{
    private const int Kept = 16;
    private const int FlickerStages = 8;

    private readonly OscillatorSettings _settings;
    private readonly LabRandom _random;
    private readonly double _offsetPpb;
    private readonly double _temperaturePhase;
    private readonly double[] _phases = new double[Kept];
    private readonly double[] _frequencies = new double[Kept];
    private readonly double[] _flicker = new double[FlickerStages];
    private double _walk;
    private long _second;

    public Oscillator(OscillatorSettings settings, double offsetPpb, LabRandom random)
    {
        _settings = settings;
        _random = random;
        _offsetPpb = offsetPpb;
        _temperaturePhase = random.NextUniform() * 2 * Math.PI;
        _frequencies[0] = NextFrequency(0);
    }

    /// <summary>Reading minus true time, in nanoseconds, at <paramref name="time"/> seconds.</summary>
    public double PhaseAt(double time)
    {
        long second = (long)Math.Floor(time);
        while (_second < second)
        {
            Advance();
        }

        int slot = (int)(Math.Max(second, Math.Max(0, _second - Kept + 1)) % Kept);
        return _phases[slot] + (_frequencies[slot] * (time - second));
    }

    /// <summary>Frequency offset in force at the newest second asked for, ppb.</summary>
    public double FrequencyPpb => _frequencies[(int)(_second % Kept)];

    private void Advance()
    {
        int from = (int)(_second % Kept);
        _second++;
        int to = (int)(_second % Kept);
        _phases[to] = _phases[from] + _frequencies[from];
        _frequencies[to] = NextFrequency(_second);
    }

    private double NextFrequency(long second)
    {
        _walk += _settings.WalkPpb * _random.NextGaussian();
        double temperature = _settings.TemperaturePpb * Math.Sin((2 * Math.PI * second / _settings.TemperatureSeconds) + _temperaturePhase);
        double ageing = _settings.AgeingPpbPerDay * second / 86_400;
        double white = _settings.WhitePpb > 0 ? _settings.WhitePpb * _random.NextGaussian() : 0;
        return _offsetPpb + _walk + temperature + ageing + white + NextFlicker();
    }

    /// <summary>First-order filters an octave and a half apart sum to nearly 1/f.</summary>
    private double NextFlicker()
    {
        if (_settings.FlickerPpb == 0)
        {
            return 0;
        }

        double sum = 0;
        double corner = 0.5;
        for (int stage = 0; stage < FlickerStages; stage++)
        {
            _flicker[stage] += (corner * ((_random.NextGaussian() / Math.Sqrt(corner / (2 - corner))) - _flicker[stage]));
            sum += _flicker[stage];
            corner /= 3;
        }

        return _settings.FlickerPpb * sum * 0.72;
    }
}
