using AcrNetconf.Datastores;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>What one session wants to hear of a stream (RFC 5277 §2.1.1).</summary>
internal sealed class Subscription(
    NetconfSession session, RequestOrigin origin, SchemaContext schema, IAccessControl access, NotificationFilter filter, DateTimeOffset? start, DateTimeOffset? stop)
    : IDisposable
{
    private ITimer? _timer;

    public DateTimeOffset? StartTime { get; } = start;

    public DateTimeOffset? StopTime { get; } = stop;

    /// <summary>True when the stop time has passed and the session may subscribe anew.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Posts an event if it is wanted, allowed and in time.</summary>
    public void Offer(EventRecord record)
    {
        if (record.Time > StopTime || !filter.Accepts(record.Content))
        {
            return;
        }

        if (!access.MayReceive(origin, (NotificationSchema)record.Content.Schema))
        {
            return;
        }

        session.Post(NotificationWriter.Write(schema, record.Time, record.Content));
    }

    /// <summary>Says that the past has been told; outside all filters.</summary>
    public void ReplayComplete(DateTimeOffset now) => session.Post(NotificationWriter.WriteMarker(now, "replayComplete"));

    /// <summary>Says that the subscription has reached its stop time; outside all filters.</summary>
    public void Complete(DateTimeOffset now)
    {
        IsOver = true;
        session.Post(NotificationWriter.WriteMarker(now, "notificationComplete"));
    }

    /// <summary>Starts the timer of the stop time, if there is one.</summary>
    public void Arm(TimeProvider time, Action expire)
    {
        if (StopTime is { } stop)
        {
            // Timers reach about 49 days; a later stop time is looked at again then.
            var due = stop - time.GetUtcNow();
            var longest = TimeSpan.FromDays(40);
            _timer = due > longest
                ? time.CreateTimer(_ => Rearm(time, expire), null, longest, Timeout.InfiniteTimeSpan)
                : time.CreateTimer(_ => expire(), null, due < TimeSpan.Zero ? TimeSpan.Zero : due, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Rearm(TimeProvider time, Action expire)
    {
        _timer?.Dispose();
        Arm(time, expire);
    }
}
