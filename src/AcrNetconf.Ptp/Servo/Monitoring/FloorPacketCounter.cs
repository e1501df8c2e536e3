namespace AcrNetconf.Ptp.Servo.Monitoring;

/// <summary>Counts floor packets over the sliding window of G.8261.1: 200 s, 150 µs. O(1) per packet, one ring of seconds; allocation-free.</summary>
/// <remarks>
/// A packet is compared with the floor known when it comes. When a faster one lowers that floor, seconds that lie wholly beyond the limit from then on are taken off, and the
/// others may hold a few too many until they leave the window. Delays must be free of the clock's drift.
/// </remarks>
internal sealed class FloorPacketCounter
{
    public const int WindowSeconds = 200;
    public const long LimitNanoseconds = 150_000;

    private readonly Second[] _seconds = new Second[WindowSeconds];
    private long _first = long.MinValue;
    private long _current = long.MinValue;
    private long _floor;
    private int _slot;
    private int _count;
    private int _total;

    /// <summary>The newest full window; null before there is one.</summary>
    public FloorPackets? Window { get; private set; }

    /// <param name="time">Seconds, ascending but for a few packets that come late; those count in the newest second.</param>
    /// <param name="delay">Nanoseconds on any scale without drift.</param>
    public void Add(double time, long delay)
    {
        long second = (long)Math.Floor(time);
        if (second > _current)
        {
            MoveTo(second);
        }

        if (delay < _floor)
        {
            _floor = delay;
            TakeOffBeyond(delay + LimitNanoseconds);
        }

        ref Second bin = ref _seconds[_slot];
        bin.Floor = Math.Min(bin.Floor, delay);
        bin.Total++;
        _total++;
        if (delay <= _floor + LimitNanoseconds)
        {
            bin.Count++;
            _count++;
        }
    }

    /// <summary>The path or the clock changed: nothing counted so far can be compared with what comes.</summary>
    public void Clear()
    {
        _first = _current = long.MinValue;
        _count = _total = 0;
        _floor = long.MaxValue;
        Window = null;
    }

    private void MoveTo(long second)
    {
        if (_first == long.MinValue || second - _current >= WindowSeconds)
        {
            Clear();
            Array.Fill(_seconds, Second.Empty);
            _first = _current = second;
            _slot = 0;
            return;
        }

        Window = second - _first >= WindowSeconds && _total > 0 ? new(_count, _total, WindowSeconds) : null;
        while (_current < second)
        {
            _current++;
            _slot = (_slot + 1) % WindowSeconds;
            ref Second oldest = ref _seconds[_slot];
            _count -= oldest.Count;
            _total -= oldest.Total;
            bool heldFloor = oldest.Floor <= _floor;
            oldest = Second.Empty;
            if (heldFloor)
            {
                _floor = LowestFloor();
            }
        }
    }

    private void TakeOffBeyond(long limit)
    {
        foreach (ref Second second in _seconds.AsSpan())
        {
            if (second.Floor > limit)
            {
                _count -= second.Count;
                second.Count = 0;
            }
        }
    }

    private long LowestFloor()
    {
        long lowest = long.MaxValue;
        foreach (ref readonly Second second in _seconds.AsSpan())
        {
            lowest = Math.Min(lowest, second.Floor);
        }

        return lowest;
    }

    private record struct Second(long Floor, int Count, int Total)
    {
        public static Second Empty => new(long.MaxValue, 0, 0);
    }
}
