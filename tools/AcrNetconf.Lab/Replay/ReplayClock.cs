using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Replay;

/// <summary>The clock a replayed servo steers: recorded readings of the free oscillator, carried to the scale of the steering so far.</summary>
internal sealed class ReplayClock(long start)
{
    private Segment _now = new(start, 0, 0);
    private Segment _before = new(start, 0, 0);

    /// <summary>Steered minus free reading, nanoseconds. A stamp taken before the last adjustment gets the one before it.</summary>
    public double OffsetAt(long free) => (free >= _now.Start ? _now : _before).OffsetAt(free);

    public PtpInstant ReadAt(long free) => new(free + (long)Math.Round(OffsetAt(free)));

    public void Adjust(long free, double frequencyPpb) => Move(new(free, _now.OffsetAt(free), frequencyPpb));

    public void Step(long free, PtpDuration step) => Move(new(free, _now.OffsetAt(free) + step.Nanoseconds, _now.FrequencyPpb));

    private void Move(in Segment next)
    {
        _before = _now.Start == next.Start ? _before : _now;
        _now = next;
    }

    private readonly record struct Segment(long Start, double Offset, double FrequencyPpb)
    {
        public double OffsetAt(long free) => Offset + ((free - Start) * FrequencyPpb * 1e-9);
    }
}
