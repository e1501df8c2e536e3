using AcrNetconf.Netconf.Notifications;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>A receiver of a configured subscription (RFC 8639 §2.5.1). Changed on the hub's worker, read by anyone.</summary>
/// <param name="name">Its name.</param>
/// <param name="client">The client of Call Home that receives.</param>
internal sealed class ConfiguredReceiver(string name, string client)
{
    private volatile SessionSubscription? _delivery;
    private long _sentBefore;
    private long _excludedBefore;

    public string Name => name;

    public string Client => client;

    /// <summary>The subscription on the session it has, or null while it is being connected.</summary>
    public SessionSubscription? Delivery => _delivery;

    /// <summary>sent-event-records, over all its sessions.</summary>
    public long Sent => Volatile.Read(ref _sentBefore) + (_delivery?.Sent ?? 0);

    /// <summary>excluded-event-records, over all its sessions.</summary>
    public long Excluded => Volatile.Read(ref _excludedBefore) + (_delivery?.Excluded ?? 0);

    /// <summary>state of the model.</summary>
    public string State => _delivery is not { } delivery ? "connecting" : delivery.IsSuspended ? "suspended" : "active";

    /// <summary>The last record it was sent of a stream that is replayed, or null.</summary>
    public EventRecord? Last { get; private set; }

    public void Begin(SessionSubscription delivery) => _delivery = delivery;

    /// <summary>Its session is gone, or its subscription has ended on it.</summary>
    public void Leave()
    {
        if (_delivery is { } delivery)
        {
            _delivery = null;
            Volatile.Write(ref _sentBefore, _sentBefore + delivery.Sent);
            Volatile.Write(ref _excludedBefore, _excludedBefore + delivery.Excluded);
            Last = (delivery as StreamSubscription)?.Last;
        }
    }
}
