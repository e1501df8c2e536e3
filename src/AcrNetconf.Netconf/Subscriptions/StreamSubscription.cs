using System.Collections.Concurrent;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>A subscription to an event stream (RFC 8639 §2.1).</summary>
internal sealed class StreamSubscription(uint id, NetconfSession session, RequestOrigin origin, SubscriptionTerms terms, SubscriptionServices services)
    : SessionSubscription(id, session, origin, terms, services), IEventListener
{
    // Of a configured replay: what waits to be sent, oldest first.
    private readonly ConcurrentQueue<EventRecord> _waiting = new();
    private volatile NotificationFilter _filter = NotificationFilter.Everything;
    private NotificationFilter _next = NotificationFilter.Everything;
    private volatile EventRecord? _last;

    /// <summary>The last record a configured receiver was sent: replay goes on behind it; null for none.</summary>
    public EventRecord? Last
    {
        get => _last;
        init => _last = value;
    }

    public DateTimeOffset? StartTime => IsReplayed ? _last?.Time ?? Services.Events.LogStart : Terms.ReplayStart;

    public long StartNumber => _last?.Number ?? 0;

    private bool IsReplayed => IsConfigured && Terms.HasConfiguredReplay;

    public void Offer(EventRecord record)
    {
        if (IsOver)
        {
            return;
        }

        if (!_filter.Accepts(record.Content) || !Services.Access.MayReceive(Origin, (NotificationSchema)record.Content.Schema))
        {
            CountExcluded();
            return;
        }

        if (IsReplayed)
        {
            _waiting.Enqueue(record);
        }

        Session.Post(new OutboxItem(record.Document(Services.Schema), Owner: this));
    }

    public void ReplayComplete(DateTimeOffset now) => Tell("replay-completed");

    public override void CountSent()
    {
        base.CountSent();
        Take();
    }

    // What a receiver lost by not reading is lost for replay too: it was told of the gap.
    public override void CountLost() => Take();

    protected override RpcError? Read(SubscriptionTerms terms)
    {
        if (terms.EventFilter(Services, Author, out var error) is not { } filter)
        {
            return SubscriptionErrors.FilterUnsupported(terms, error!); // one of the two is set
        }

        _next = filter;
        return null;
    }

    protected override void TellStarted() => TellTerms("subscription-started", n =>
    {
        if (StartTime is { } start)
        {
            n.Leaf("replay-start-time", DateAndTime.Milliseconds(start))
                .LeafIfAny("replay-previous-event-time", (_last?.Time ?? Services.Events.LogAged) is { } before ? DateAndTime.Milliseconds(before) : null);
        }
    });

    protected override Task BeginAsync()
    {
        _filter = _next;
        Services.Events.Subscribe(this);
        return Task.CompletedTask;
    }

    protected override void Switch()
    {
        TellModified();
        _filter = _next;
    }

    protected override void Finish() => Services.Events.Unsubscribe(this);

    private void Take()
    {
        if (_waiting.TryDequeue(out var record))
        {
            _last = record;
        }
    }
}
