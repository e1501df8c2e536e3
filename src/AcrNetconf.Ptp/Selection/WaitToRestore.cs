using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Selection;

/// <summary>Keeps a server that has failed out of selection until it was well long enough (G.8265.1 §6.8.2).</summary>
/// <remarks>
/// Applies only to a server that qualified once: at start there is nothing to be restored. It also applies when no other server is left; the other reading,
/// to waive it then, would let a flapping server disturb the clock, and an operator can end it by hand.
/// </remarks>
internal sealed class WaitToRestore
{
    private bool _hasQualified;
    private bool _isPending;

    /// <summary>When the wait ends; never while the server is ill or when none runs.</summary>
    public MonotonicTime Deadline { get; private set; } = MonotonicTime.Never;

    public bool IsRunning => !Deadline.IsNever;

    /// <summary>Takes the server's health; true when it may be selected as far as this rule goes.</summary>
    public bool Evaluate(bool isHealthy, TimeSpan wait, MonotonicTime now)
    {
        if (!isHealthy)
        {
            _isPending = _hasQualified;
            Deadline = MonotonicTime.Never;
            return false;
        }

        if (_isPending && Deadline.IsNever)
        {
            Deadline = now + wait;
        }

        if (_isPending && now >= Deadline)
        {
            Clear();
        }

        _hasQualified |= !_isPending;
        return !_isPending;
    }

    /// <summary>Ends the wait; true when one was running.</summary>
    public bool Clear()
    {
        bool running = IsRunning;
        _isPending = false;
        Deadline = MonotonicTime.Never;
        return running;
    }

    public void Reset()
    {
        Clear();
        _hasQualified = false;
    }
}
