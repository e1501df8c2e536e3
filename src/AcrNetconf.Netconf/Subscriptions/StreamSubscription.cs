using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>A subscription to an event stream (RFC 8639 §2.1).</summary>
internal sealed class StreamSubscription(uint id, NetconfSession session, RequestOrigin origin, SubscriptionTerms terms, SubscriptionServices services)
    : DynamicSubscription(id, session, origin, terms, services), IEventListener
{
    private volatile NotificationFilter _filter = NotificationFilter.Everything;
    private NotificationFilter _next = NotificationFilter.Everything;

    public DateTimeOffset? StartTime => Terms.ReplayStart;

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

        Session.Post(new OutboxItem(record.Document(Services.Schema), Owner: this));
    }

    public void ReplayComplete(DateTimeOffset now) => Tell("replay-completed");

    protected override RpcError? Read(SubscriptionTerms terms)
    {
        if (terms.EventFilter(Services, Origin, out var error) is not { } filter)
        {
            return SubscriptionErrors.FilterUnsupported(terms, error!); // one of the two is set
        }

        _next = filter;
        return null;
    }

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
}
