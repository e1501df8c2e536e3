namespace AcrNetconf.Ssh.Sessions;

/// <summary>The time limits of one connection. Pure: times come in, a verdict goes out.</summary>
internal sealed class ConnectionClock(SshLimits limits, TimeSpan now)
{
    private TimeSpan _unusedSince = now;
    private TimeSpan _heardAt = now;
    private ulong _heardBytes;
    private int _unanswered;
    private bool _wasAuthenticated;
    private long _dueTicks = (now + limits.LoginGrace).Ticks;

    public enum Verdict
    {
        Fine,
        LoginGrace,
        Idle,
        Dead,
        CloseIgnored,
        SendKeepalive,
    }

    /// <summary>When the connection was accepted.</summary>
    public TimeSpan Since { get; } = now;

    /// <summary>When <see cref="Check"/> should be called next. May be read from any thread.</summary>
    public TimeSpan Due => new(Volatile.Read(ref _dueTicks));

    /// <param name="time">Now.</param>
    /// <param name="isAuthenticated">The user has logged in.</param>
    /// <param name="isInUse">At least one channel has or had a session.</param>
    /// <param name="closingSince">When the oldest CLOSE without answer was sent.</param>
    /// <param name="bytesHeard">Bytes received so far: any progress proves the peer alive.</param>
    public Verdict Check(TimeSpan time, bool isAuthenticated, bool isInUse, TimeSpan? closingSince, ulong bytesHeard)
    {
        if (bytesHeard != _heardBytes)
        {
            (_heardBytes, _heardAt, _unanswered) = (bytesHeard, time, 0);
        }

        if (isInUse || isAuthenticated != _wasAuthenticated)
        {
            (_unusedSince, _wasAuthenticated) = (time, isAuthenticated);
        }

        Verdict verdict = isAuthenticated ? CheckAuthenticated(time, isInUse, closingSince) : CheckStartup(time);
        if (verdict == Verdict.SendKeepalive)
        {
            _unanswered++;
        }

        TimeSpan due = isAuthenticated ? NextDue(isInUse, closingSince) : Since + limits.LoginGrace;
        Volatile.Write(ref _dueTicks, due.Ticks);
        return verdict;
    }

    private Verdict CheckStartup(TimeSpan time) => time - Since >= limits.LoginGrace ? Verdict.LoginGrace : Verdict.Fine;

    private Verdict CheckAuthenticated(TimeSpan time, bool isInUse, TimeSpan? closingSince)
    {
        if (closingSince is { } closing && time - closing >= limits.CloseGrace)
        {
            return Verdict.CloseIgnored;
        }

        if (!isInUse && time - _unusedSince >= limits.IdleWithoutChannel)
        {
            return Verdict.Idle;
        }

        if (time < KeepaliveDue())
        {
            return Verdict.Fine;
        }

        return _unanswered >= limits.KeepaliveCount ? Verdict.Dead : Verdict.SendKeepalive;
    }

    // The first keepalive after one interval of silence, the next ones an interval apart each, the verdict one interval after the last.
    private TimeSpan KeepaliveDue() => _heardAt + (limits.KeepaliveInterval * (_unanswered + 1));

    private TimeSpan NextDue(bool isInUse, TimeSpan? closingSince)
    {
        TimeSpan due = KeepaliveDue();
        TimeSpan idle = isInUse ? TimeSpan.MaxValue : _unusedSince + limits.IdleWithoutChannel;
        TimeSpan closing = closingSince is { } since ? since + limits.CloseGrace : TimeSpan.MaxValue;
        return new TimeSpan(Math.Min(due.Ticks, Math.Min(idle.Ticks, closing.Ticks)));
    }
}
