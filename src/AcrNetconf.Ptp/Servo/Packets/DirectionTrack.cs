using AcrNetconf.Ptp.Servo.Control;

namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>Everything kept of one direction: short blocks for acquisition, long ones for hours of history. Memory is fixed: about 0.4 MB.</summary>
/// <remarks>Values grow with the apparent clock offset in this direction: local − remote forward, remote − local reverse.</remarks>
internal sealed class DirectionTrack
{
    public const double FastSeconds = 1;
    public const double SlowSeconds = 16;
    public const int FastCapacity = 256;
    public const int SlowCapacity = 4096;

    // 16 s at 128 packets a second.
    private const int SortCapacity = 2048;

    private readonly BlockCollector _fast = new(FastSeconds, 0);
    private readonly BlockCollector _slow = new(SlowSeconds, SortCapacity);
    private readonly int _sign;
    private long? _epoch;

    /// <param name="sign">+1 forward, −1 reverse: how a fast local clock changes the values.</param>
    public DirectionTrack(int sign) => _sign = sign;

    /// <summary>+1 forward, −1 reverse.</summary>
    public int Sign => _sign;

    public BlockRing Fast { get; } = new(FastCapacity);

    public BlockRing Slow { get; } = new(SlowCapacity);

    public long Samples { get; private set; }

    /// <summary>Floor steps found and taken out.</summary>
    public int FloorSteps { get; private set; }

    /// <summary>The last one, nanoseconds.</summary>
    public double LastFloorStep { get; private set; }

    /// <summary>Blocks finished since start: tells that there is something new.</summary>
    public long FastBlocks { get; private set; }

    public long SlowBlocks { get; private set; }

    /// <summary>What was taken off all values to keep them small, in nanoseconds.</summary>
    public long Epoch => _epoch ?? 0;

    /// <summary>Apparent delay of a sample with the epoch removed.</summary>
    public double ValueOf(in FreeReading local, long remote)
    {
        long difference = _sign * (local.Nanoseconds - remote);
        _epoch ??= difference;
        return difference - _epoch.Value + (_sign * local.Fraction);
    }

    /// <param name="slope">Drift of the values in ns/s as far as known.</param>
    public void Add(double time, double value, double slope)
    {
        CloseDue(time, slope);
        if (!_fast.IsPast(time))
        {
            _fast.Add(time, value, slope);
        }

        if (!_slow.IsPast(time))
        {
            _slow.Add(time, value, slope);
        }

        Samples++;
    }

    /// <summary>Ends blocks that lie wholly before <paramref name="time"/>.</summary>
    /// <param name="slope">Drift of the values in ns/s as far as known.</param>
    public void CloseDue(double time, double slope)
    {
        if (_fast.IsDue(time))
        {
            Fast.Add(_fast.Close());
            FastBlocks++;
            TakeOut(FloorStepDetector.Quick.Find(Fast, slope));
        }

        if (_slow.IsDue(time))
        {
            Slow.Add(_slow.Close());
            SlowBlocks++;
            TakeOut(FloorStepDetector.Careful.Find(Slow, slope));
        }
    }

    /// <summary>Forgets the blocks: the path is another one.</summary>
    public void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        Fast.Clear();
        Slow.Clear();
        _epoch = null;
    }

    public void ResetCounters() => Samples = FloorSteps = 0;

    /// <summary>The route changed: later values are moved back so that the line goes on; the frequency is not touched.</summary>
    private void TakeOut(FloorStep? found)
    {
        if (found is not { } step)
        {
            return;
        }

        Fast.Shift(Fast.FirstSince(step.Time), -step.Nanoseconds);
        Slow.Shift(Slow.FirstSince(step.Time), -step.Nanoseconds);
        _epoch += (long)Math.Round(step.Nanoseconds);
        _fast.Clear();
        _slow.Clear();
        FloorSteps++;
        LastFloorStep = step.Nanoseconds;
    }
}
