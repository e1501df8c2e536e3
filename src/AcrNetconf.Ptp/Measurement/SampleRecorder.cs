using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Control;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Copies the timing samples of one server for somebody who stores them: on the scale of the free oscillator, so that any servo can be tried on them later.</summary>
/// <remarks>
/// One producer, the client's owner; one consumer, on any thread. Adding costs no allocation and never waits: when the consumer is late, samples are dropped and
/// counted. Recording begins with the first update of the servo after it was handed over, because the steering before is unknown.
/// </remarks>
public sealed class SampleRecorder
{
    private readonly SteeringHistory _history = new();
    private readonly TimingSample[] _ring;
    private long _written;
    private long _read;
    private long _dropped;
    private volatile bool _hasEnded;

    /// <param name="serverId">Slot of the server whose samples are wanted.</param>
    /// <param name="capacity">Samples kept for the consumer; 24 octets each.</param>
    public SampleRecorder(byte serverId, int capacity = 16_384)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ServerId = serverId;
        _ring = new TimingSample[capacity];
    }

    /// <summary>Slot of the server.</summary>
    public byte ServerId { get; }

    /// <summary>Samples lost because the consumer was late.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>True when no sample will follow: the steered clock was replaced by another one.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Consumer: takes what has come, oldest first; 0 when there is nothing. Local readings are without steering.</summary>
    public int Take(Span<TimingSample> destination)
    {
        int count = (int)Math.Min(Volatile.Read(ref _written) - _read, destination.Length);
        for (int index = 0; index < count; index++)
        {
            destination[index] = _ring[(_read + index) % _ring.Length];
        }

        Volatile.Write(ref _read, _read + count);
        return count;
    }

    internal void Add(byte serverId, in TimingSample sample)
    {
        if (serverId != ServerId || !_history.TryToFree(sample.Local, out FreeReading free))
        {
            return;
        }

        if (_written - Volatile.Read(ref _read) == _ring.Length)
        {
            Volatile.Write(ref _dropped, _dropped + 1);
            return;
        }

        _ring[_written % _ring.Length] = sample with { Local = new(free.Nanoseconds) };
        Volatile.Write(ref _written, _written + 1);
    }

    /// <summary>The clock was steered at <paramref name="now"/> of its own scale.</summary>
    internal void OnSteered(PtpInstant now, in ServoAction action)
    {
        if (action.FrequencyPpb is { } frequency)
        {
            if (_history.IsStarted)
            {
                _history.Adjust(now, frequency);
            }
            else
            {
                _history.Start(now, frequency);
            }
        }

        if (action.Step is { } step && _history.IsStarted)
        {
            _history.Step(now, step);
        }
    }

    internal void End() => _hasEnded = true;
}
