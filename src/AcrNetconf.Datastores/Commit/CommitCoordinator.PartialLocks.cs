using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Locks on parts of running (RFC 5717).</content>
public sealed partial class CommitCoordinator
{
    private uint _lastPartialLock;

    /// <summary>Locks nodes of running with everything below them, all or none.</summary>
    /// <param name="origin">Who.</param>
    /// <param name="evaluated">The running configuration the nodes were selected from.</param>
    /// <param name="select">The expressions that selected them.</param>
    /// <param name="nodes">The nodes; not empty.</param>
    /// <param name="cancellationToken">Takes the request back while it waits.</param>
    /// <returns>Violations, empty on success; and the lock. Neither when running has changed since: select again.</returns>
    public async Task<(ImmutableArray<Violation> Violations, PartialLock? Lock)> PartialLockAsync(
        RequestOrigin origin, DataTree evaluated, ImmutableArray<string> select, ImmutableArray<InstancePath> nodes, CancellationToken cancellationToken)
    {
        PartialLock? granted = null;
        var violations = await PostAsync(
            () =>
            {
                var now = _stores.Current;
                if (!ReferenceEquals(now.Running, evaluated))
                {
                    return ValueTask.FromResult(ImmutableArray<Violation>.Empty);
                }

                if (PartialLockDenied(now, origin, nodes) is { } denied)
                {
                    return ValueTask.FromResult<ImmutableArray<Violation>>([denied]);
                }

                granted = new PartialLock(++_lastPartialLock, origin, _time.GetUtcNow(), select, nodes);
                _stores.Publish(now with { PartialLocks = now.PartialLocks.Add(granted) });
                return ValueTask.FromResult(ImmutableArray<Violation>.Empty);
            },
            cancellationToken);
        return (violations, granted);
    }

    /// <summary>Gives a partial lock back.</summary>
    public Task<ImmutableArray<Violation>> PartialUnlockAsync(RequestOrigin origin, uint id, CancellationToken cancellationToken)
        => PostAsync(() => ValueTask.FromResult(PartialUnlock(origin, id)), cancellationToken);

    private ImmutableArray<Violation> PartialUnlock(RequestOrigin origin, uint id)
    {
        var now = _stores.Current;
        if (now.PartialLocks.FirstOrDefault(l => l.Id == id && l.Holder.SessionId == origin.SessionId) is not { } held)
        {
            return [new Violation("invalid-value", null, null, string.Create(CultureInfo.InvariantCulture, $"lock-id {id} is not the number of a partial lock of this session"))];
        }

        _stores.Publish(now with { PartialLocks = now.PartialLocks.Remove(held) });
        return [];
    }

    /// <summary>RFC 5717 §2.4.1: no lock over a lock of another session, over the global one, or while another's confirmed commit may still go back.</summary>
    private static Violation? PartialLockDenied(DatastoreSnapshot now, RequestOrigin origin, ImmutableArray<InstancePath> nodes)
    {
        if (now.RunningLock is { } global)
        {
            return LockErrors.Denied(global.Holder.SessionId, $"running is locked by {global.Holder} since {global.Since:yyyy-MM-ddTHH:mm:ssZ}") with { ErrorAppTag = "locked" };
        }

        if (now.Pending is { } pending && pending.Owner.SessionId != origin.SessionId)
        {
            return LockErrors.Denied(pending.Owner.SessionId, $"running waits for the confirmation of a commit by {pending.Owner} until {pending.Deadline:yyyy-MM-ddTHH:mm:ssZ}") with
            {
                ErrorAppTag = "outstanding-confirmed-commit",
            };
        }

        foreach (var held in now.PartialLocks.Where(l => l.Holder.SessionId != origin.SessionId))
        {
            if (nodes.FirstOrDefault(held.Overlaps) is { } node)
            {
                return LockErrors.Denied(held.Holder.SessionId, $"{node} is locked by {held.Holder} since {held.Since:yyyy-MM-ddTHH:mm:ssZ}") with { ErrorAppTag = "locked", Path = node };
            }
        }

        return null;
    }

    /// <summary>in-use when a change of running touches what another session has locked (RFC 5717 §2.5).</summary>
    private ImmutableArray<Violation> PartiallyLocked(RequestOrigin origin, DataDiff change)
    {
        foreach (var held in _stores.Current.PartialLocks.Where(l => l.Holder.SessionId != origin.SessionId))
        {
            if (held.FindChange(change) is { } node)
            {
                return [LockErrors.InUse(held.Holder.SessionId, node, $"{node} is locked by {held.Holder} since {held.Since:yyyy-MM-ddTHH:mm:ssZ}")];
            }
        }

        return [];
    }
}
