using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Selection;

/// <summary>One loss condition with hysteresis: raised by silence, cleared only by messages that keep coming.</summary>
internal sealed class LossDetector
{
    private const int MessagesToClear = 2;

    private static readonly TimeSpan TimeToClear = TimeSpan.FromSeconds(1);

    private MonotonicTime _deadline = MonotonicTime.Never;
    private MonotonicTime _goodSince;
    private int _good;

    public bool IsRaised { get; private set; }

    /// <summary>When <see cref="Tick"/> may raise it.</summary>
    public MonotonicTime Deadline => IsRaised ? MonotonicTime.Never : _deadline;

    /// <summary>From now on messages are due.</summary>
    public void Watch(TimeSpan timeout, MonotonicTime now) => _deadline = now + timeout;

    /// <summary>No messages are due; true when that cleared the condition.</summary>
    public bool Stop()
    {
        bool changed = IsRaised;
        IsRaised = false;
        _deadline = MonotonicTime.Never;
        return changed;
    }

    /// <summary>Raised for another reason than silence; true when it was not before.</summary>
    public bool Raise()
    {
        bool changed = !IsRaised;
        IsRaised = true;
        _good = 0;
        return changed;
    }

    /// <summary>A message came; true when that cleared the condition.</summary>
    public bool OnMessage(TimeSpan timeout, MonotonicTime now)
    {
        if (!IsRaised)
        {
            _deadline = now + timeout;
            return false;
        }

        if (_good == 0 || now > _deadline)
        {
            _good = 0;
            _goodSince = now;
        }

        _good++;
        _deadline = now + timeout;
        IsRaised = _good < MessagesToClear || now - _goodSince < TimeToClear;
        return !IsRaised;
    }

    /// <summary>True when the silence just became too long.</summary>
    public bool Tick(MonotonicTime now) => !IsRaised && now >= _deadline && Raise();
}
