namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>A frequency known from before, growing stale as an oscillator wanders: random walk plus ageing, less what has been learned of it.</summary>
internal sealed class FrequencyMemory
{
    // Ageing and slow temperature, ppb per second: 1 ppb a day.
    private const double AgeingPpbPerSecond = 1.16e-5;

    private double _frequency;
    private double _sigma = double.MaxValue;
    private double _since;
    private double _walk;
    private OscillatorDrift _drift;

    public bool IsKnown => _sigma < double.MaxValue;

    /// <summary>Keeps a value.</summary>
    /// <param name="frequencyPpb">The value.</param>
    /// <param name="sigma">Its one-sigma uncertainty now.</param>
    /// <param name="walk">Random walk of the oscillator in ppb per √s, as far as it has shown itself.</param>
    /// <param name="drift">How it goes on as far as has been learned.</param>
    /// <param name="time">Now, seconds.</param>
    public void Keep(double frequencyPpb, double sigma, double walk, OscillatorDrift drift, double time)
    {
        _frequency = frequencyPpb;
        _drift = drift;
        _sigma = sigma;
        _walk = walk;
        _since = time;
    }

    public void Forget() => _sigma = double.MaxValue;

    /// <summary>The frequency expected at <paramref name="time"/>.</summary>
    public double FrequencyAt(double time) => _frequency + (_drift.PpbPerSecond * Math.Max(0, time - _since));

    /// <summary>One-sigma uncertainty at <paramref name="time"/>.</summary>
    public double SigmaAt(double time)
    {
        if (!IsKnown)
        {
            return double.MaxValue;
        }

        double age = Math.Max(0, time - _since);
        double ageing = AgeingPpbPerSecond * age;
        double drift = _drift.Sigma * age;
        return Math.Sqrt((_sigma * _sigma) + (_walk * _walk * age) + (ageing * ageing) + (drift * drift));
    }
}
