using System.Collections.Immutable;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>All dynamic subscriptions. Numbers are given from 1 upwards and not used again while the server runs.</summary>
/// <remarks>Thread-safe. Hears of commits, because subscriptions may refer to configured filters.</remarks>
internal sealed class SubscriptionRegistry(SchemaContext schema) : ICommitObserver
{
    private readonly SchemaNode? _filters = schema.Root.FindDataChild(NetconfNames.SubscribedNotifications, "filters");
    private ImmutableSortedDictionary<uint, DynamicSubscription> _all = ImmutableSortedDictionary<uint, DynamicSubscription>.Empty;
    private uint _lastId;

    public IEnumerable<DynamicSubscription> All => Volatile.Read(ref _all).Values;

    public uint NextId() => Interlocked.Increment(ref _lastId);

    public DynamicSubscription? Find(uint id) => Volatile.Read(ref _all).GetValueOrDefault(id);

    public int Count(NetconfSession session) => All.Count(s => ReferenceEquals(s.Session, session));

    public void Add(DynamicSubscription subscription) => ImmutableInterlocked.Update(ref _all, static (all, added) => all.SetItem(added.Id, added), subscription);

    /// <summary>Ends a subscription without a word.</summary>
    public void Remove(DynamicSubscription subscription)
    {
        Forget(subscription);
        subscription.End();
    }

    /// <summary>Ends a subscription and tells its receiver why.</summary>
    public void Terminate(DynamicSubscription subscription, string module, string reason)
    {
        Forget(subscription);
        subscription.Terminate(module, reason);
    }

    /// <summary>Ends what a session had that is gone.</summary>
    public void RemoveAll(NetconfSession session)
    {
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

    private void Forget(DynamicSubscription subscription) => ImmutableInterlocked.Update(ref _all, static (all, gone) => all.Remove(gone.Id), subscription);
}
