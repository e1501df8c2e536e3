using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Notices a server whose Sync keeps coming while the time it tells stands still. A mutable value: kept in a field, never copied.</summary>
internal struct UnchangedStampWatch
{
    private const long LimitNanoseconds = 3_000_000_000;

    private PtpInstant _last;
    private MonotonicTime _since;
    private bool _isStarted;

    /// <summary>True from three seconds of standing still until the time moves: such samples tell nothing about a frequency.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>Takes the origin time of the next Sync; the alarm's change, or null.</summary>
    public AlarmState? Add(PtpInstant sent, MonotonicTime now)
    {
        if (!_isStarted || sent != _last)
        {
            _isStarted = true;
            _last = sent;
            _since = now;
            bool ends = IsRaised;
            IsRaised = false;
            return ends ? AlarmState.Cleared : null;
        }

        if (IsRaised || now.Nanoseconds - _since.Nanoseconds < LimitNanoseconds)
        {
            return null;
        }

        IsRaised = true;
        return AlarmState.Raised;
    }
}
