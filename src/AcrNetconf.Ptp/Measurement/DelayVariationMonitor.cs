using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo.Monitoring;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Watches whether 99 % of Sync packets arrive within the limit above the delay floor, and whether enough arrive near it (the network limit of G.8261.1).</summary>
/// <remarks>
/// Judged in windows of one second against the smaller of this and the previous window's floor, so that a clock offset drifting by ppm does not matter. Good or bad
/// must last for the hold-off before the verdict changes. Floor packets are counted over 200 s, during which a drifting clock would look like a moving floor: they count
/// while the clock is locked or in holdover.
/// </remarks>
internal sealed class DelayVariationMonitor
{
    private const long WindowNanoseconds = 1_000_000_000;

    private readonly FloorPacketCounter _floorPackets = new();
    private MonotonicTime _windowEnd = MonotonicTime.Never;
    private MonotonicTime _verdictSince;
    private long _previousFloor = long.MaxValue;
    private long _floor = long.MaxValue;
    private int _total;
    private int _late;
    private bool _isBad;

    /// <summary>PTSF-unusable.</summary>
    public bool IsUnusable { get; private set; }

    /// <summary>Takes one raw forward delay; true when <see cref="IsUnusable"/> changed.</summary>
    /// <param name="delay">Local minus server's reading.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="isSteady">The local clock runs at a frequency learned from a server.</param>
    /// <param name="now">Now.</param>
    public bool Add(PtpDuration delay, PtsfSettings settings, bool isSteady, MonotonicTime now)
    {
        if (!settings.MonitorUnusable)
        {
            return Clear();
        }

        bool changed = false;
        if (_windowEnd.IsNever)
        {
            _windowEnd = now.PlusNanoseconds(WindowNanoseconds);
            _verdictSince = now;
        }
        else if (now >= _windowEnd)
        {
            changed = CloseWindow(settings, now);
        }

        if (isSteady)
        {
            _floorPackets.Add(now.Nanoseconds * 1e-9, delay.Nanoseconds);
        }
        else
        {
            _floorPackets.Clear();
        }

        _floor = Math.Min(_floor, delay.Nanoseconds);
        _total++;
        if (delay.Nanoseconds - Math.Min(_floor, _previousFloor) > settings.DelayVariationLimit.Ticks * 100)
        {
            _late++;
        }

        return changed;
    }

    public bool Clear()
    {
        bool changed = IsUnusable;
        IsUnusable = false;
        _isBad = false;
        _floorPackets.Clear();
        _windowEnd = MonotonicTime.Never;
        _previousFloor = _floor = long.MaxValue;
        _total = _late = 0;
        return changed;
    }

    private bool CloseWindow(PtsfSettings settings, MonotonicTime now)
    {
        bool bad = _late * 100L > _total || _floorPackets.Window?.Percentage < settings.MinimumFloorPackets;
        if (bad != _isBad)
        {
            _isBad = bad;
            _verdictSince = now;
        }

        _previousFloor = _floor;
        _floor = long.MaxValue;
        _total = _late = 0;
        _windowEnd = now.PlusNanoseconds(WindowNanoseconds);
        if (_isBad == IsUnusable || now - _verdictSince < settings.UnusableHoldOff)
        {
            return false;
        }

        IsUnusable = _isBad;
        return true;
    }
}
