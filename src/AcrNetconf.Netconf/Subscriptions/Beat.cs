namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>The beat of periodic subscriptions: those due at the same moments, so that what they select is read and written once.</summary>
/// <remarks>Touched by the hub's worker only.</remarks>
internal sealed class Beat : IDisposable
{
    private readonly SubscriptionServices _services;
    private readonly UpdatePolicy _policy;
    private readonly ITimer _timer;

    public Beat(UpdatePolicy policy, SubscriptionServices services)
    {
        _services = services;
        _policy = policy;
        _timer = services.Time.CreateTimer(_ => services.Hub.Post(OnTimer), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm(isTimer: false);
    }

    /// <summary>Subscriptions that follow it.</summary>
    public List<DatastoreSubscription> Members { get; } = [];

    /// <summary>What makes beats the same: the period, and where the anchor puts it within one.</summary>
    public static (TimeSpan Period, long Phase) Key(UpdatePolicy policy)
        => (policy.Period!.Value, policy.Anchor!.Value.UtcTicks % policy.Period.Value.Ticks); // periodic and anchored, whoever asks

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        if (Members.Count == 0)
        {
            return; // the last one left while this was waiting
        }

        Arm(isTimer: true);
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

    private void Arm(bool isTimer)
    {
        var now = _services.Time.GetUtcNow();
        _timer.Change(_policy.NextDue(now, isTimer) - now, Timeout.InfiniteTimeSpan);
    }
}
