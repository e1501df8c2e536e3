using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Monitoring;

namespace AcrNetconf.Lab.Replay;

/// <summary>Drives a servo through recorded packets as the client did: samples as they came, the controller once a second of the local clock.</summary>
/// <remarks>The servo steers anew: a local reading is the recorded reading of the free oscillator plus what this servo has steered so far.</remarks>
internal sealed class ServoReplay(IServo servo, bool updatesPerPacket)
{
    private const long Second = 1_000_000_000;

    private readonly List<double> _steered = [];
    private readonly List<ServoState> _states = [];
    private readonly List<float> _uncertainties = [];
    private readonly List<int> _floorSteps = [];
    private FloorPackets? _fewest;
    private ReplayClock? _clock;
    private long _start;
    private long _due;

    /// <summary>Where the errors are measured against.</summary>
    public HindsightReference Reference { get; } = new();

    public long Samples { get; private set; }

    public long ForwardSamples { get; private set; }

    public RunRecord Run(IEnumerable<TraceRow> rows)
    {
        foreach (TraceRow row in rows)
        {
            if (row.Forward is { } forward)
            {
                ForwardSamples++;
                Take(forward);
            }

            if (row.Reverse is { } reverse)
            {
                Take(reverse);
            }
        }

        int seconds = _steered.Count;
        double[] offsets = Reference.Evaluate(seconds);
        double[] errors = [.. offsets.Select((offset, second) => offset + _steered[second])];
        // The constant between two clocks' epochs says nothing.
        double first = seconds == 0 ? 0 : errors[0];
        float[] frequencies = new float[seconds];
        for (int second = 0; second < seconds; second++)
        {
            errors[second] -= first;
            frequencies[second] = (float)(second == 0 ? 0 : errors[second] - errors[second - 1]);
        }

        return new(errors, frequencies, [.. _states], [.. _uncertainties], [.. _floorSteps], Samples) { FewestFloorPackets = _fewest };
    }

    private void Take(in TimingSample sample)
    {
        long free = sample.Local.Nanoseconds;
        if (_clock is null)
        {
            _clock = new(free);
            _start = _due = free;
        }

        for (; _due <= free; _due += Second)
        {
            Update(_clock, _due);
            Note(_clock, _due);
        }

        Samples++;
        Reference.Add(sample, (free - _start) * 1e-9);
        servo.OnSample(sample with { Local = _clock.ReadAt(free) });
        if (updatesPerPacket && sample.Direction == PacketDirection.Forward)
        {
            Update(_clock, Math.Max(free, _due - Second));
        }
    }

    private void Update(ReplayClock clock, long free)
    {
        ServoAction action = servo.Update(clock.ReadAt(free));
        if (action.FrequencyPpb is { } frequency)
        {
            clock.Adjust(free, frequency);
        }

        if (action.Step is { } step)
        {
            clock.Step(free, step);
        }
    }

    private void Note(ReplayClock clock, long free)
    {
        ServoStatus status = servo.Status;
        _steered.Add(clock.OffsetAt(free));
        _states.Add(status.State);
        _uncertainties.Add((float)(status.FrequencyUncertaintyPpb ?? double.NaN));
        _floorSteps.Add(status.FloorSteps);
        _fewest = _fewest?.Percentage <= status.ForwardFloorPackets?.Percentage ? _fewest : status.ForwardFloorPackets ?? _fewest;
    }
}
