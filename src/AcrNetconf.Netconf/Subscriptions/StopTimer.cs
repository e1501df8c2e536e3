namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>Calls back at a wall-clock time, however far away.</summary>
internal sealed class StopTimer : IDisposable
{
    // Timers reach about 49 days; a later time is looked at again then.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private readonly TimeProvider _time;
    private readonly DateTimeOffset _at;
    private readonly Action _expire;
    private readonly ITimer _timer;

    public StopTimer(TimeProvider time, DateTimeOffset at, Action expire)
    {
        _time = time;
        _at = at;
        _expire = expire;
        _timer = time.CreateTimer(static self => ((StopTimer)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        if (_time.GetUtcNow() >= _at)
        {
            _expire();
        }
        else
        {
            Arm();
        }
    }

    private void Arm()
    {
        var due = _at - _time.GetUtcNow();
        _timer.Change(due > Longest ? Longest : due < TimeSpan.Zero ? TimeSpan.Zero : due, Timeout.InfiniteTimeSpan);
    }
}
