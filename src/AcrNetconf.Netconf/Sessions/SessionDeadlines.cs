namespace AcrNetconf.Netconf.Sessions;

/// <summary>What a session waits for at the moment, and for how long at most.</summary>
internal enum SessionWait
{
    /// <summary>Nothing that may end it.</summary>
    None,

    /// <summary>The hello of the client.</summary>
    Hello,

    /// <summary>The next request.</summary>
    Request,

    /// <summary>The client to read the next part of what was sent.</summary>
    Reader,
}

/// <summary>Ends a session whose client lets it wait too long (hello, idle, slow reader).</summary>
/// <remarks>Armed by the session's task; the timer ends the session from its own thread, and limits may change from any.</remarks>
internal sealed class SessionDeadlines : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Action<string> _expired;
    private readonly ITimer _timer;
    private SessionLimits _limits;
    private SessionWait _wait;

    /// <param name="limits">How long is too long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="expired">Told one sentence for the log when time is up.</param>
    public SessionDeadlines(SessionLimits limits, TimeProvider time, Action<string> expired)
    {
        _limits = limits;
        _expired = expired;
        _timer = time.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Arm(SessionWait wait)
    {
        lock (_lock)
        {
            _wait = wait;
            Arm_NeedsLock();
        }
    }

    /// <summary>The next request may take any time: there is something to hear meanwhile.</summary>
    public void Relax()
    {
        lock (_lock)
        {
            if (_wait == SessionWait.Request)
            {
                _wait = SessionWait.None;
                Arm_NeedsLock();
            }
        }
    }

    /// <summary>What is waited for may take as long as the new limits say, from now on.</summary>
    public void Change(SessionLimits limits)
    {
        lock (_lock)
        {
            _limits = limits;
            Arm_NeedsLock();
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _wait = SessionWait.None;
        }

        return _timer.DisposeAsync();
    }

    private void Arm_NeedsLock() => _timer.Change(Limit(), Timeout.InfiniteTimeSpan);

    private TimeSpan Limit() => _wait switch
    {
        SessionWait.Hello => _limits.HelloTimeout,
        SessionWait.Request => _limits.IdleTimeout,
        SessionWait.Reader => _limits.WriteTimeout,
        _ => Timeout.InfiniteTimeSpan,
    };

    private void OnTime()
    {
        string? text;
        lock (_lock)
        {
            text = _wait switch
            {
                SessionWait.Hello => $"no hello within {_limits.HelloTimeout.TotalSeconds:F0} s",
                SessionWait.Request => $"idle for {_limits.IdleTimeout.TotalSeconds:F0} s",
                SessionWait.Reader => $"the peer read nothing for {_limits.WriteTimeout.TotalSeconds:F0} s",
                _ => null,
            };
        }

        if (text is not null)
        {
            _expired(text);
        }
    }
}
