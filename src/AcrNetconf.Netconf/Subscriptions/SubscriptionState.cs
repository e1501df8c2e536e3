using System.Globalization;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>/streams and /subscriptions (RFC 8639 §2.8, §3).</summary>
internal sealed class SubscriptionState : IStateSource
{
    /// <summary>The stream every publisher over NETCONF has (RFC 8640 §4).</summary>
    public const string Stream = "NETCONF";

    private readonly SchemaContext _schema;
    private readonly EventStream _events;
    private readonly SubscriptionRegistry _registry;
    private readonly ContainerSchema _streams;
    private readonly ContainerSchema _subscriptions;
    private readonly ListSchema _subscription;

    public SubscriptionState(SchemaContext schema, EventStream events, SubscriptionRegistry registry)
    {
        _schema = schema;
        _events = events;
        _registry = registry;
        _streams = (ContainerSchema)schema.Root.FindDataChild(NetconfNames.SubscribedNotifications, "streams")!; // the module is served, whoever makes this
        _subscriptions = (ContainerSchema)schema.Root.FindDataChild(NetconfNames.SubscribedNotifications, "subscriptions")!; // as above
        _subscription = (ListSchema)_subscriptions.DataChildren.First(c => c.Name == "subscription");
        Provides = [_streams, _subscriptions];
    }

    public IReadOnlyCollection<SchemaNode> Provides { get; }

    /// <summary>Dynamic subscriptions are entries of the list that clients made, not the configuration.</summary>
    public DataOrigin? Origin => DataOrigin.Learned;

    public DataBranch Contribute(DataBranch root) => root.With(Streams()).With(Subscriptions(new DataTree(_schema, (RootNode)root)));

    private DataBranch Streams()
    {
        var stream = new TreeBuilder(_schema, _streams).Enter("stream").Leaf("name", Stream).Leaf("description", "Everything this server notifies of");
        if (_events.HasReplay)
        {
            stream.Leaf("replay-support", "")
                .Leaf("replay-log-creation-time", DateAndTime.Seconds(_events.LogCreated))
                .LeafIfAny("replay-log-aged-time", _events.LogAged is { } aged ? DateAndTime.Milliseconds(aged) : null);
        }

        return stream.Exit().Build();
    }

    private DataBranch Subscriptions(DataTree running)
    {
        var list = new TreeBuilder(_schema, _subscriptions);
        foreach (var entry in _registry.Configured?.Entries(running) ?? [])
        {
            Write(list.Enter(_subscription), entry, _registry.Configured!.Find(ConfiguredSubscriptions.Id(entry))); // it has entries
            list.Exit();
        }

        foreach (var subscription in _registry.All.Where(s => _registry.Configured?.Find(s.Id) is null))
        {
            list.Enter(_subscription).Leaf("id", subscription.Id);
            subscription.Terms.WriteTo(list, _subscription);
            list.Enter("receivers").Enter("receiver")
                .Leaf("name", string.Create(CultureInfo.InvariantCulture, $"session-{subscription.Session.Id}"))
                .Leaf("sent-event-records", subscription.Sent)
                .Leaf("excluded-event-records", subscription.Excluded)
                .Leaf("state", subscription.IsSuspended ? "suspended" : "active")
                .Exit().Exit().Exit();
        }

        return list.Build();
    }

    // Until the worker has seen an entry, it is new: valid, and its receivers are being connected.
    private static void Write(TreeBuilder list, DataBranch entry, ConfiguredSubscription? subscription)
    {
        foreach (var node in entry.Children.Where(n => n.Name != "receivers"))
        {
            list.Add(node);
        }

        list.Leaf("configured-subscription-state", (subscription?.State ?? ConfiguredState.Valid).ToString().ToLowerInvariant()).Enter("receivers");
        foreach (var receiver in ((ListNode)((DataBranch)entry.Find("receivers")!).Find("receiver")!).Entries) // the model asks for one at least
        {
            var known = subscription?.Receivers.FirstOrDefault(r => r.Name == receiver.Key[0].ToString());
            list.Enter("receiver");
            foreach (var node in receiver.Children)
            {
                list.Add(node);
            }

            list.Leaf("sent-event-records", known?.Sent ?? 0)
                .Leaf("excluded-event-records", known?.Excluded ?? 0)
                .Leaf("state", known?.State ?? "connecting")
                .Exit();
        }

        list.Exit();
    }
}
