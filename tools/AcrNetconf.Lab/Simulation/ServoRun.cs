using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Monitoring;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Simulation;

/// <summary>Drives a servo through a scenario in virtual time: packets of both directions in order of time, the controller once a second.</summary>
/// <remarks>The server's clock is true time. Steering takes effect at the moment of the update, stamps are of the steered clock, as in the real client.</remarks>
internal sealed class ServoRun
{
    // Neither clock starts at a round number, and not at the same one.
    private const long ServerEpoch = 1_700_000_037_000_000_000;
    private const long ClientEpoch = 812_345_678_901_234;

    // Where phase counts, time errors are true ones from the start, and this is the first.
    private const long FirstPhaseError = 300_000;

    private readonly RunSettings _settings;
    private readonly LabRandom _random;
    private readonly SimulatedClock _clock;
    private readonly IDelayModel _forward;
    private readonly IDelayModel _reverse;
    private double _interval;
    private double _nextForward;
    private double _nextReverse;
    private long _samples;

    public ServoRun(RunSettings settings)
    {
        _interval = 1 / settings.PacketsPerSecond;
        _nextForward = _interval * 0.3;
        _nextReverse = _interval * 0.6;
        _settings = settings;
        _random = new(settings.Seed, 1);
        Oscillator oscillator = new(settings.Oscillator, settings.OffsetPpb ?? settings.Scenario.OffsetPpb, new(settings.Seed, 2));
        _clock = new(oscillator, settings.Phase ? ServerEpoch : ClientEpoch);
        if (settings.Phase)
        {
            _clock.Step(0, new(FirstPhaseError));
        }

        (_forward, _reverse) = settings.Scenario.Build(new(settings.Seed, 3), new(settings.Seed, 4), settings.Seconds);
        Servo = settings.MakeServo(settings.Servo with { Mode = settings.Phase ? ServoMode.Phase : settings.TwoWay ? ServoMode.TwoWay : ServoMode.OneWay });
    }

    public IServo Servo { get; }

    public SimulatedClock Clock => _clock;

    /// <summary>Added to the server's readings from now on, nanoseconds: somebody set its clock.</summary>
    public long ServerOffset { get; set; }

    /// <summary>Rate of both directions from now on.</summary>
    public double PacketsPerSecond
    {
        get => 1 / _interval;
        set => _interval = 1 / value;
    }

    /// <summary>Called once a second after the update, with the second; for tests that interfere.</summary>
    public Action<int>? EachSecond { get; init; }

    public RunRecord Run()
    {
        int seconds = (int)_settings.Seconds;
        double[] errors = new double[seconds];
        float[] frequencies = new float[seconds];
        float[] uncertainties = new float[seconds];
        int[] floorSteps = new int[seconds];
        ServoState[] states = new ServoState[seconds];
        FloorPackets? fewest = null;
        for (int second = 0; second < seconds; second++)
        {
            SendUntil(second);
            Apply(Servo.Update(_clock.ReadAt(second)), second);
            EachSecond?.Invoke(second);
            ServoStatus status = Servo.Status;
            errors[second] = _clock.ErrorAt(second);
            frequencies[second] = (float)(second == 0 ? 0 : errors[second] - errors[second - 1]);
            states[second] = status.State;
            floorSteps[second] = status.FloorSteps;
            fewest = fewest?.Percentage <= status.ForwardFloorPackets?.Percentage ? fewest : status.ForwardFloorPackets ?? fewest;
            uncertainties[second] = (float)(status.FrequencyUncertaintyPpb ?? double.NaN);
        }

        return new(errors, frequencies, states, uncertainties, floorSteps, _samples) { FewestFloorPackets = fewest };
    }

    private void SendUntil(double end)
    {
        while (Math.Min(_nextForward, _nextReverse) < end)
        {
            if (_nextForward <= _nextReverse)
            {
                SendForward(_nextForward);
                if (_settings.UpdatesPerPacket)
                {
                    Apply(Servo.Update(_clock.ReadAt(_nextForward)), _nextForward);
                }

                _nextForward += _interval;
            }
            else
            {
                SendReverse(_nextReverse);
                // The client spreads its requests by ±10 %.
                _nextReverse += _interval * (0.9 + (0.2 * _random.NextUniform()));
            }
        }
    }

    private void Apply(in ServoAction action, double time)
    {
        if (action.FrequencyPpb is { } frequency)
        {
            _clock.Adjust(time, frequency);
        }

        if (action.Step is { } step)
        {
            _clock.Step(time, step);
        }
    }

    private void SendForward(double time)
    {
        double delay = _forward.Next(time) + _settings.Asymmetry;
        if (IsLost(delay))
        {
            return;
        }

        // Steering changes only between seconds: a packet in flight then would be stamped with the new rate, an error of delay times ppb, far below a picosecond.
        PtpInstant local = _clock.ReadAt(time + (delay * 1e-9), Noise(), _settings.Granularity);
        Feed(new(PacketDirection.Forward, local, ServerReading(time, Noise())));
    }

    private void SendReverse(double time)
    {
        if (!_settings.TwoWay)
        {
            return;
        }

        double delay = _reverse.Next(time);
        if (IsLost(delay))
        {
            return;
        }

        PtpInstant local = _clock.ReadAt(time, Noise(), _settings.Granularity);
        Feed(new(PacketDirection.Reverse, local, ServerReading(time + (delay * 1e-9), Noise())));
    }

    private void Feed(in TimingSample sample)
    {
        _samples++;
        Servo.OnSample(sample);
    }

    private bool IsLost(double delay) => double.IsNaN(delay) || (_settings.Loss > 0 && _random.NextUniform() < _settings.Loss);

    private double Noise() => _settings.TimestampNoise > 0 ? _settings.TimestampNoise * _random.NextGaussian() : 0;

    private PtpInstant ServerReading(double time, double noise)
    {
        double nanoseconds = (time * 1e9) + noise;
        return new(ServerEpoch + ServerOffset + ((long)Math.Floor(nanoseconds / _settings.Granularity) * _settings.Granularity));
    }
}
