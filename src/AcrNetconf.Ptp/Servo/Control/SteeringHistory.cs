using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>Remembers how the clock was steered and undoes it: a stamp of the steered clock becomes a reading of the free-running oscillator.</summary>
/// <remarks>
/// Estimation on the free-running scale is untouched by what the controller does, so the loop cannot chase itself. Piecewise linear; the last
/// <see cref="Capacity"/> adjustments are kept, older stamps are refused. Readings are nanoseconds with a fraction, so that thousands of adjustments add no rounding.
/// </remarks>
internal sealed class SteeringHistory
{
    public const int Capacity = 128;

    private readonly Segment[] _segments = new Segment[Capacity];
    private int _newest = -1;
    private int _count;

    /// <summary>Frequency in force, in ppb.</summary>
    public double FrequencyPpb => _count == 0 ? 0 : _segments[_newest].FrequencyPpb;

    public bool IsStarted => _count > 0;

    /// <summary>The clock ran at an unknown rate before <paramref name="now"/>; from here on it is known.</summary>
    public void Start(PtpInstant now, double frequencyPpb)
    {
        _count = 0;
        Push(new(now.Nanoseconds, new(now.Nanoseconds, 0), frequencyPpb));
    }

    /// <summary>Nothing is known any more: the clock is another one.</summary>
    public void Stop() => _count = 0;

    /// <summary>The rate changes at <paramref name="now"/> (steered scale).</summary>
    public void Adjust(PtpInstant now, double frequencyPpb)
    {
        ref readonly Segment last = ref _segments[_newest];
        FreeReading free = last.ToFree(now.Nanoseconds);
        if (now.Nanoseconds <= last.Steered)
        {
            // Two adjustments at one reading: the later one counts.
            _segments[_newest] = new(last.Steered, last.Free, frequencyPpb);
            return;
        }

        Push(new(now.Nanoseconds, free, frequencyPpb));
    }

    /// <summary>The clock jumps by <paramref name="step"/> right after reading <paramref name="now"/>; the oscillator does not.</summary>
    public void Step(PtpInstant now, PtpDuration step)
    {
        FreeReading free = _segments[_newest].ToFree(now.Nanoseconds);
        double frequency = FrequencyPpb;
        // Stamps taken before the step are on another scale and cannot be told apart: forget them.
        _count = 0;
        Push(new(now.Nanoseconds + step.Nanoseconds, free, frequency));
    }

    /// <summary>The free-running reading at a steered stamp; false when the stamp is older than the history.</summary>
    public bool TryToFree(PtpInstant steered, out FreeReading free)
    {
        for (int age = 0; age < _count; age++)
        {
            ref readonly Segment segment = ref _segments[(_newest - age + Capacity) % Capacity];
            if (steered.Nanoseconds >= segment.Steered)
            {
                free = segment.ToFree(steered.Nanoseconds);
                return true;
            }
        }

        free = default;
        return false;
    }

    private void Push(in Segment segment)
    {
        _newest = (_newest + 1) % Capacity;
        _segments[_newest] = segment;
        _count = Math.Min(_count + 1, Capacity);
    }

    /// <summary>The clock from one adjustment to the next.</summary>
    private readonly struct Segment(long steered, FreeReading free, double frequencyPpb)
    {
        // How much slower the oscillator is than the clock it is steered to; every sample asks, so it is divided once.
        private readonly double _slip = frequencyPpb * 1e-9 / (1 + (frequencyPpb * 1e-9));

        public long Steered { get; } = steered;

        public double FrequencyPpb { get; } = frequencyPpb;

        public FreeReading Free { get; } = free;

        public FreeReading ToFree(long reading)
        {
            long elapsed = reading - Steered;
            return Free.Plus(elapsed, -elapsed * _slip);
        }
    }
}
