namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>The beat of periodic subscriptions: those with equal periods are due together, so that what they select is read and written once.</summary>
/// <remarks>Touched by the hub's worker only.</remarks>
internal sealed class Beat : IDisposable
{
    private readonly SubscriptionServices _services;
    private readonly UpdatePolicy _policy;
    private readonly DateTimeOffset _begin;
    private readonly ITimer _timer;

    public Beat(UpdatePolicy policy, SubscriptionServices services)
    {
        _services = services;
        _policy = policy;
        _begin = services.Time.GetUtcNow();
        _timer = services.Time.CreateTimer(_ => services.Hub.Post(OnTimer), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    /// <summary>Subscriptions that follow it.</summary>
    public List<DatastoreSubscription> Members { get; } = [];

    /// <summary>What makes beats the same: the period, and where an anchor puts it within one.</summary>
    public static (TimeSpan Period, long? Phase) Key(UpdatePolicy policy)
        => (policy.Period!.Value, policy.Anchor?.Ticks % policy.Period.Value.Ticks); // periodic, whoever asks

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        if (Members.Count == 0)
        {
            return; // the last one left while this was waiting
        }

        Arm();
        var stores = _services.Stores.Current;
        foreach (var selection in Members.Select(m => m.Selection).Distinct())
        {
            selection?.Read(stores);
        }

        foreach (var member in Members.ToArray())
        {
            member.SendAll();
        }
    }

    private void Arm()
    {
        var now = _services.Time.GetUtcNow();
        _timer.Change(_policy.NextDue(now, _begin) - now, Timeout.InfiniteTimeSpan);
    }
}
