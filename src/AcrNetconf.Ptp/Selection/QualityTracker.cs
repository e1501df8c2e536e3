using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Selection;

/// <summary>The quality level of one server: forced or announced, and held until a change has lasted (G.8265.1 §6.8.4, §6.8.5).</summary>
internal sealed class QualityTracker
{
    private ClockClass? _pending;

    /// <summary>Class in force; null before the first Announce.</summary>
    public ClockClass? Class { get; private set; }

    /// <summary>When a change in waiting counts.</summary>
    public MonotonicTime Deadline { get; private set; } = MonotonicTime.Never;

    public QualityLevel Level(NetworkOption option) => Class is { } known ? QualityLevels.FromClockClass(known, option) : QualityLevel.Invalid;

    /// <summary>An Announce came; true when the class in force changed.</summary>
    public bool OnAnnounce(ClockClass announced, TimeSpan holdOff, MonotonicTime now)
    {
        if (Class is null || holdOff <= TimeSpan.Zero)
        {
            return Accept(announced);
        }

        if (announced == Class)
        {
            _pending = null;
            Deadline = MonotonicTime.Never;
        }
        else if (_pending != announced)
        {
            _pending = announced;
            Deadline = now + holdOff;
        }

        return false;
    }

    /// <summary>True when a held change came into force.</summary>
    public bool Tick(MonotonicTime now) => now >= Deadline && _pending is { } changed && Accept(changed);

    public void Reset()
    {
        Class = null;
        _pending = null;
        Deadline = MonotonicTime.Never;
    }

    private bool Accept(ClockClass changed)
    {
        bool differs = Class != changed;
        Class = changed;
        _pending = null;
        Deadline = MonotonicTime.Never;
        return differs;
    }
}
