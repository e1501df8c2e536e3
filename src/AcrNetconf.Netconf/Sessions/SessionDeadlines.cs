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
/// <remarks>Armed by the session's task; the timer ends the session from its own thread.</remarks>
internal sealed class SessionDeadlines : IAsyncDisposable
{
    private readonly SessionLimits _limits;
    private readonly Action<string> _expired;
    private readonly ITimer _timer;
    private volatile SessionWait _wait;

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
        _wait = wait;
        var due = wait switch
        {
            SessionWait.Hello => _limits.HelloTimeout,
            SessionWait.Request => _limits.IdleTimeout,
            SessionWait.Reader => _limits.WriteTimeout,
            _ => Timeout.InfiniteTimeSpan,
        };
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        _wait = SessionWait.None;
        return _timer.DisposeAsync();
    }

    private void OnTime()
    {
        var text = _wait switch
        {
            SessionWait.Hello => $"no hello within {_limits.HelloTimeout.TotalSeconds:F0} s",
            SessionWait.Request => $"idle for {_limits.IdleTimeout.TotalSeconds:F0} s",
            SessionWait.Reader => $"the peer read nothing for {_limits.WriteTimeout.TotalSeconds:F0} s",
            _ => null,
        };
        if (text is not null)
        {
            _expired(text);
        }
    }
}
