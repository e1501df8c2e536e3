using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Polices one message type of one server at twice the granted rate, with room for bursts that a congested network makes.</summary>
/// <remarks>Virtual scheduling: <c>_next</c> is when a sender at exactly the limit would send its next message.</remarks>
internal struct RateLimiter
{
    private const long LeastTolerance = 2_000_000_000;
    private const int BurstIntervals = 8;

    private long _next;
    private long _lastExcess;

    /// <summary>True from the first dropped message until ten seconds without one.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>True when the message is within the limit. <paramref name="changed"/> when <see cref="IsExceeded"/> just changed.</summary>
    public bool Admit(MonotonicTime now, long grantedIntervalNanoseconds, out bool changed)
    {
        long step = grantedIntervalNanoseconds / 2;
        long tolerance = Math.Max(LeastTolerance, BurstIntervals * grantedIntervalNanoseconds);
        if (_next - now.Nanoseconds > tolerance)
        {
            changed = !IsExceeded;
            IsExceeded = true;
            _lastExcess = now.Nanoseconds;
            return false;
        }

        _next = Math.Max(_next, now.Nanoseconds) + step;
        changed = IsExceeded && now.Nanoseconds - _lastExcess > 10_000_000_000;
        IsExceeded = IsExceeded && !changed;
        return true;
    }
}
