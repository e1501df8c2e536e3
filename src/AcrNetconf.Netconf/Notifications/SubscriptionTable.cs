using System.Collections.Concurrent;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>The subscription of each session; at most one at a time (RFC 5277 §2.1.1).</summary>
internal sealed class SubscriptionTable(EventStream stream, TimeProvider time)
{
    private readonly ConcurrentDictionary<uint, Subscription> _bySession = new();

    /// <summary>False when the session has a subscription that is not over.</summary>
    public bool TryAdd(NetconfSession session, Subscription subscription)
    {
        if (_bySession.TryGetValue(session.Id, out var old) && !old.IsOver)
        {
            return false;
        }

        old?.Dispose();
        _bySession[session.Id] = subscription;
        subscription.Start(stream, time);
        return true;
    }

    /// <summary>True when the session has a subscription that is not over.</summary>
    public bool Has(NetconfSession session) => _bySession.TryGetValue(session.Id, out var subscription) && !subscription.IsOver;

    /// <summary>Ends the subscription of a session that is gone.</summary>
    public void Remove(NetconfSession session)
    {
        if (_bySession.TryRemove(session.Id, out var subscription))
        {
            stream.Unsubscribe(subscription);
            subscription.Dispose();
        }
    }
}
