using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>The NETCONF stream (RFC 5277 §3.2): everything that happens, kept for replay and handed to subscribers in order.</summary>
/// <remarks>
/// Thread-safe. Publishing takes a short lock, looks at each subscription and never waits: a subscriber that does not keep up loses its
/// oldest notifications and the loss is counted and logged.
/// </remarks>
public sealed class EventStream
{
    private readonly Lock _gate = new();
    private readonly Queue<EventRecord> _log = new();
    private readonly int _capacity;
    private readonly TimeProvider _time;
    private ImmutableArray<Subscription> _subscriptions = [];

    internal EventStream(int capacity, TimeProvider time)
    {
        _capacity = capacity;
        _time = time;
        LogStart = time.GetUtcNow();
    }

    /// <summary>Start of the replay log: the oldest event that can be replayed is not older.</summary>
    internal DateTimeOffset LogStart { get; private set; }

    internal bool HasReplay => _capacity > 0;

    internal int SubscriptionCount => _subscriptions.Length;

    /// <summary>Publishes a notification with the present time.</summary>
    public void Publish(NotificationNode notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        lock (_gate)
        {
            var record = new EventRecord(_time.GetUtcNow(), notification);
            Remember_NeedsLock(record);
            foreach (var subscription in _subscriptions)
            {
                subscription.Offer(record);
            }
        }
    }

    /// <summary>Adds a subscription, with what it wants to hear of the past first; nothing is missed or doubled in between.</summary>
    internal void Subscribe(Subscription subscription)
    {
        lock (_gate)
        {
            if (subscription.StartTime is { } start)
            {
                foreach (var record in _log.Where(r => r.Time >= start))
                {
                    subscription.Offer(record);
                }

                subscription.ReplayComplete(_time.GetUtcNow());
            }

            if (subscription.StopTime <= _time.GetUtcNow())
            {
                subscription.Complete(_time.GetUtcNow());
                return;
            }

            _subscriptions = _subscriptions.Add(subscription);
        }

        subscription.Arm(_time, () => Expire(subscription));
    }

    internal void Unsubscribe(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }

    private void Expire(Subscription subscription)
    {
        lock (_gate)
        {
            if (!_subscriptions.Contains(subscription))
            {
                return;
            }

            _subscriptions = _subscriptions.Remove(subscription);
            subscription.Complete(_time.GetUtcNow());
        }
    }

    private void Remember_NeedsLock(EventRecord record)
    {
        if (_capacity == 0)
        {
            return;
        }

        if (_log.Count == _capacity)
        {
            LogStart = _log.Dequeue().Time;
        }

        _log.Enqueue(record);
    }
}
