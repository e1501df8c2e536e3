using System.Collections.Immutable;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Operations.Subscriptions;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>The subscriptions of the configuration (RFC 8639 §2.5), received over the sessions of clients that are called home.</summary>
/// <remarks>
/// <code>
///   commit, session began, session ended, stop-time ─▶ hub's worker ─▶ Follow the configuration, Connect receivers ─▶ SessionSubscription
/// </code>
/// Everything is done on the hub's worker, so no commit and no session waits for it.
/// </remarks>
internal sealed partial class ConfiguredSubscriptions : ICommitObserver
{
    private readonly SubscriptionServices _services;
    private readonly ILogger _logger;
    private readonly ContainerSchema _subscriptions;
    private readonly ListSchema _subscription;
    private readonly SchemaNode? _filters;
    private readonly List<NetconfSession> _called = [];
    private int _hasBegun;
    private ImmutableSortedDictionary<uint, ConfiguredSubscription> _all = ImmutableSortedDictionary<uint, ConfiguredSubscription>.Empty;

    private ConfiguredSubscriptions(SubscriptionServices services, ContainerSchema subscriptions, ILogger logger)
    {
        _services = services;
        _logger = logger;
        _subscriptions = subscriptions;
        _subscription = (ListSchema)subscriptions.DataChildren.First(c => c.Name == "subscription");
        _filters = services.Schema.Root.FindDataChild(NetconfNames.SubscribedNotifications, "filters");
        var receivers = (SchemaBranch)_subscription.DataChildren.First(c => c.Name == "receivers");
        var receiver = (SchemaBranch)receivers.DataChildren.First(c => c.Name == "receiver");
        Reset = new ResetReceiverHandler(services, this, receiver.Children.OfType<OperationSchema>().Single());
    }

    /// <summary>Null when the schema has no way to name a receiver.</summary>
    public static ConfiguredSubscriptions? Create(SubscriptionServices services, ILogger logger)
        => services.Schema.ServesModule("acr-subscriptions") && services.Schema.Root.FindDataChild(NetconfNames.SubscribedNotifications, "subscriptions") is ContainerSchema { IsConfig: true } node
            ? new ConfiguredSubscriptions(services, node, logger)
            : null;

    /// <summary>The action of a receiver.</summary>
    public IRpcHandler Reset { get; }

    public ConfiguredSubscription? Find(uint id) => Volatile.Read(ref _all).GetValueOrDefault(id);

    /// <summary>True when the configuration has a subscription of this number.</summary>
    public bool Has(uint id) => Entries(_services.Stores.Running).Any(e => Id(e) == id);

    /// <summary>Configured entries of a tree.</summary>
    public IEnumerable<ListEntryNode> Entries(DataTree tree) => tree.Root.Find(_subscriptions)?.Find(_subscription) is ListNode list ? list.Entries : [];

    public static uint Id(ListEntryNode entry) => (uint)entry.Key[0].Number;

    /// <summary>A session with hellos exchanged, on its own task: its outbox is there before it waits for the first request.</summary>
    public void SessionStarted(NetconfSession session)
    {
        if (session.Peer.CalledClient is not null)
        {
            session.PrepareOutbox();
            _services.Hub.Post(() =>
            {
                _called.Add(session);
                Follow();
            });
        }
        else if (Interlocked.Exchange(ref _hasBegun, 1) == 0)
        {
            // The configuration was there before anybody could tell: who looks sees what became of it.
            _services.Hub.Post(Follow);
        }
    }

    public void SessionEnded(NetconfSession session)
    {
        if (session.Peer.CalledClient is not null)
        {
            // At once, so that nothing is counted for it any more; the rest in turn.
            foreach (var receiver in Volatile.Read(ref _all).Values.SelectMany(s => s.Receivers))
            {
                if (receiver.Delivery is { } delivery && ReferenceEquals(delivery.Session, session))
                {
                    delivery.End();
                }
            }

            _services.Hub.Post(() =>
            {
                _called.Remove(session);
                foreach (var subscription in _all.Values)
                {
                    subscription.Lose(session);
                }

                Follow();
            });
        }
    }

    /// <summary>A number is no dynamic subscription's any more: a configured one may have waited for it.</summary>
    public void NumberIsFree(uint id)
    {
        if (Find(id) is not null)
        {
            _services.Hub.Post(Follow);
        }
    }

    public void OnCommitted(CommitNotice notice)
    {
        if (notice.Diff.Root.Children.Any(c => ReferenceEquals(c.Schema, _subscriptions) || ReferenceEquals(c.Schema, _filters)))
        {
            _services.Hub.Post(Follow);
        }
    }

    public void OnConfirm(ConfirmNotice notice)
    {
        // What a confirmation changes is a commit.
    }

    /// <summary>Lets a receiver begin anew (RFC 8639 §2.5.5).</summary>
    public Task ResetAsync(uint id, string receiver) => _services.Hub.InvokeAsync(() =>
    {
        if (Find(id)?.Reset(receiver) == true)
        {
            Follow();
        }
    });

    private void Follow()
    {
        var entries = Entries(_services.Stores.Running).ToDictionary(Id);
        foreach (var gone in _all.Values.Where(s => !entries.ContainsKey(s.Id)).ToArray())
        {
            Volatile.Write(ref _all, _all.Remove(gone.Id));
            gone.Dispose();
        }

        foreach (var (id, entry) in entries)
        {
            var subscription = Find(id) ?? new ConfiguredSubscription(id, _services, s => _services.Hub.Post(s.Conclude));
            if (subscription.Follow(entry) is { } refusal)
            {
                LogInvalid(_logger, id, refusal);
            }

            // Seen by others once it has been judged: until then it is not invalid, it is new.
            Volatile.Write(ref _all, _all.SetItem(id, subscription));
            subscription.Connect(_called);
        }
    }

    [LoggerMessage(331, LogLevel.Warning, "Configured subscription {Id} is invalid: {Reason}")]
    private static partial void LogInvalid(ILogger logger, uint id, string reason);
}
