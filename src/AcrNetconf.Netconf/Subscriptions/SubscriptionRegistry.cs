using System.Collections.Immutable;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>All dynamic subscriptions, and the way to the configured ones. Numbers are given from 1 upwards and not used again while the server runs.</summary>
/// <remarks>Thread-safe. Hears of commits, because subscriptions may refer to configured filters.</remarks>
internal sealed class SubscriptionRegistry(SchemaContext schema) : ICommitObserver
{
    private readonly SchemaNode? _filters = schema.Root.FindDataChild(NetconfNames.SubscribedNotifications, "filters");
    private ImmutableSortedDictionary<uint, SessionSubscription> _all = ImmutableSortedDictionary<uint, SessionSubscription>.Empty;
    private uint _lastId;

    public IEnumerable<SessionSubscription> All => Volatile.Read(ref _all).Values;

    /// <summary>Configured subscriptions; null where there are none. Set before the first session.</summary>
    public ConfiguredSubscriptions? Configured { get; set; }

    /// <summary>A number nobody has, the configuration included.</summary>
    public uint NextId()
    {
        uint id;
        do
        {
            id = Interlocked.Increment(ref _lastId);
        }
        while (Configured?.Has(id) == true);
        return id;
    }

    public SessionSubscription? Find(uint id) => Volatile.Read(ref _all).GetValueOrDefault(id);

    public int Count(NetconfSession session) => All.Count(s => ReferenceEquals(s.Session, session));

    public void Add(SessionSubscription subscription) => ImmutableInterlocked.Update(ref _all, static (all, added) => all.SetItem(added.Id, added), subscription);

    /// <summary>Ends a subscription without a word.</summary>
    public void Remove(SessionSubscription subscription)
    {
        Forget(subscription);
        subscription.End();
    }

    /// <summary>Ends a subscription and tells its receiver why.</summary>
    public void Terminate(SessionSubscription subscription, string module, string reason)
    {
        Forget(subscription);
        subscription.Terminate(module, reason);
    }

    public void SessionStarted(NetconfSession session) => Configured?.SessionStarted(session);

    /// <summary>Ends what a session had that is gone.</summary>
    public void SessionEnded(NetconfSession session)
    {
        Configured?.SessionEnded(session);
        foreach (var subscription in All)
        {
            if (ReferenceEquals(subscription.Session, session))
            {
                Remove(subscription);
            }
        }
    }

    /// <summary>RFC 8639 §2.7.2: a filter referred to by name may change, or go, under a subscription.</summary>
    public void OnCommitted(CommitNotice notice)
    {
        if (notice.Diff.Root.Children.FirstOrDefault(c => ReferenceEquals(c.Schema, _filters)) is not { } change)
        {
            return;
        }

        var changed = change.Children.Select(c => c.Key.IsEmpty ? "" : c.Key[0].ToString()).ToHashSet();
        foreach (var subscription in All)
        {
            if (subscription.Terms.FilterName is not { } name || (change.Operation == DiffOperation.Descend && !changed.Contains(name)))
            {
                continue;
            }

            if (subscription.Modify(subscription.Terms) is not null)
            {
                Terminate(subscription, "ietf-subscribed-notifications", "filter-unavailable");
            }
        }
    }

    public void OnConfirm(ConfirmNotice notice)
    {
        // Commits alone change filters.
    }

    private void Forget(SessionSubscription subscription)
    {
        ImmutableInterlocked.Update(ref _all, static (all, gone) => all.Remove(gone.Id), subscription);
        Configured?.NumberIsFree(subscription.Id);
    }
}
