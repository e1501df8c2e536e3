using AcrNetconf.Datastores;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>What one session wants to hear of a stream (RFC 5277 §2.1.1).</summary>
internal sealed class Subscription(
    NetconfSession session, RequestOrigin origin, SchemaContext schema, IAccessControl access, NotificationFilter filter, DateTimeOffset? start, DateTimeOffset? stop)
    : IEventListener, IDisposable
{
    private StopTimer? _timer;

    public DateTimeOffset? StartTime { get; } = start;

    /// <summary>True when the stop time has passed and the session may subscribe anew.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Begins to hear the stream, until the stop time if there is one.</summary>
    public void Start(EventStream stream, TimeProvider time)
    {
        stream.Subscribe(this);
        if (stop is not { } at)
        {
            return;
        }

        if (at <= time.GetUtcNow())
        {
            Expire(stream, time);
        }
        else
        {
            _timer = new StopTimer(time, at, () => Expire(stream, time));
        }
    }

    /// <summary>Posts an event if it is wanted, allowed and in time.</summary>
    public void Offer(EventRecord record)
    {
        if (record.Time > stop || !filter.Accepts(record.Content))
        {
            return;
        }

        if (!access.MayReceive(origin, (NotificationSchema)record.Content.Schema))
        {
            return;
        }

        session.Post(new OutboxItem(record.Document(schema)));
    }

    /// <summary>Says that the past has been told; outside all filters.</summary>
    public void ReplayComplete(DateTimeOffset now) => session.Post(new OutboxItem(NotificationWriter.WriteMarker(now, "replayComplete")));

    public void Dispose() => _timer?.Dispose();

    /// <summary>Says that the subscription has reached its stop time; outside all filters.</summary>
    private void Expire(EventStream stream, TimeProvider time)
    {
        if (stream.Unsubscribe(this))
        {
            IsOver = true;
            session.Post(new OutboxItem(NotificationWriter.WriteMarker(time.GetUtcNow(), "notificationComplete")));
        }
    }
}
