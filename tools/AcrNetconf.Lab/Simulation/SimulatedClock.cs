using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Simulation;

/// <summary>A steered clock on top of a free-running oscillator, read at true times.</summary>
/// <param name="oscillator">The oscillator.</param>
/// <param name="epochNanoseconds">Reading at true time zero.</param>
internal sealed class SimulatedClock(Oscillator oscillator, long epochNanoseconds)
{
    private double _fromTime;
    private double _fromPhase;

    // Steered minus true time, without the epoch.
    private double _steeredPhase;

    /// <summary>Steering in force.</summary>
    public double FrequencyPpb { get; private set; }

    public Oscillator Oscillator => oscillator;

    /// <summary>Reading minus true time (and minus the epoch), in nanoseconds.</summary>
    public double ErrorAt(double time)
    {
        double phase = oscillator.PhaseAt(time);
        double free = ((time - _fromTime) * 1e9) + (phase - _fromPhase);
        return _steeredPhase + (phase - _fromPhase) + (free * FrequencyPpb * 1e-9);
    }

    /// <summary>The reading, rounded to <paramref name="granularity"/> nanoseconds.</summary>
    public PtpInstant ReadAt(double time, double noise = 0, long granularity = 1)
    {
        double nanoseconds = (time * 1e9) + ErrorAt(time) + noise;
        long whole = (long)Math.Floor(nanoseconds / granularity) * granularity;
        return new(epochNanoseconds + whole);
    }

    public void Adjust(double time, double frequencyPpb)
    {
        Rebase(time);
        FrequencyPpb = frequencyPpb;
    }

    public void Step(double time, PtpDuration step)
    {
        Rebase(time);
        _steeredPhase += step.Nanoseconds;
    }

    private void Rebase(double time)
    {
        double error = ErrorAt(time);
        _fromPhase = oscillator.PhaseAt(time);
        _fromTime = time;
        _steeredPhase = error;
    }
}
