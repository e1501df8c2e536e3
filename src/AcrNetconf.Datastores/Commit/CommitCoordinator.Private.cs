using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Private candidates (draft-ietf-netconf-privcand-09).</content>
/// <remarks>
/// Every request works on what its session sees (<see cref="DatastoreSnapshot.SeenBy"/>) and publishes it for all, so editing, locking and
/// validating know nothing of private candidates. Only here, where one meets running again, is there a difference: the merge of two changes.
/// </remarks>
public sealed partial class CommitCoordinator
{
    /// <summary>Lets the candidate of a session branch off running, if it has not yet.</summary>
    public Task<ImmutableArray<Violation>> BranchAsync(RequestOrigin origin, CancellationToken cancellationToken)
        => PostAsync(
            () =>
            {
                Publish(origin, Seen(origin));
                return ValueTask.FromResult(ImmutableArray<Violation>.Empty);
            },
            cancellationToken);

    /// <summary>Brings into a private candidate what changed in running since it branched off or was last updated.</summary>
    public Task<ImmutableArray<Violation>> UpdateAsync(RequestOrigin origin, ConflictResolution resolution, CancellationToken cancellationToken)
        => PostAsync(() => ValueTask.FromResult(Update(origin, resolution)), cancellationToken);

    /// <summary>Forgets a private candidate: the next use branches off anew.</summary>
    public Task<ImmutableArray<Violation>> DropAsync(RequestOrigin origin, CancellationToken cancellationToken)
        => PostAsync(
            () =>
            {
                var now = _stores.Current;
                _stores.Publish(now with { Private = now.Private.Remove(origin.SessionId) });
                return ValueTask.FromResult(ImmutableArray<Violation>.Empty);
            },
            cancellationToken);

    /// <summary>What a commit of candidate would make running: candidate, after the update that goes before if it is private. Any thread.</summary>
    /// <returns>The tree; and the conflicts, each with its node, which leave nothing to commit.</returns>
    public (DataTree Tree, ImmutableArray<Violation> Conflicts) ToCommit(RequestOrigin origin) => ToCommit(origin, ConflictResolution.RevertOnConflict);

    private DatastoreSnapshot Seen(RequestOrigin origin) => _stores.Current.SeenBy(origin);

    private void Publish(RequestOrigin origin, DatastoreSnapshot seen) => _stores.Publish(seen.ForAll(origin, _stores.Current));

    private ImmutableArray<Violation> Update(RequestOrigin origin, ConflictResolution resolution)
    {
        var (tree, conflicts) = ToCommit(origin, resolution);
        if (conflicts.IsEmpty)
        {
            Rebase(origin, _stores.Running, tree);
        }

        return conflicts;
    }

    private (DataTree Tree, ImmutableArray<Violation> Conflicts) ToCommit(RequestOrigin origin, ConflictResolution resolution)
    {
        var now = Seen(origin);
        if (now.BranchedFrom is not { } from || ReferenceEquals(from, now.Running))
        {
            return (now.Candidate, []);
        }

        var preferred = resolution == ConflictResolution.PreferRunning ? MergeSide.Theirs : MergeSide.Mine;
        var (tree, conflicts) = DataMerge.Merge(from, now.Candidate, now.Running, preferred);
        if (resolution == ConflictResolution.RevertOnConflict && !conflicts.IsEmpty)
        {
            return (now.Candidate, [.. conflicts.Select(Conflict)]);
        }

        return (Normaliser.Normalise(DataDiff.Between(now.Running, tree)).Tree, []);
    }

    private void Rebase(RequestOrigin origin, DataTree running, DataTree tree)
    {
        var now = _stores.Current;
        var own = now.Private.GetValueOrDefault(origin.SessionId) ?? PrivateCandidate.Of(running);
        var kept = DataDiff.Between(running, tree).IsEmpty ? running : tree;
        _stores.Publish(now with { Private = now.Private.SetItem(origin.SessionId, own with { Base = running, Tree = kept }) });
    }

    /// <summary>A revert returns what was proposed to the candidate it was committed from, if that still stands on it (§4.8.2.1.1).</summary>
    private static DatastoreSnapshot GivenBack(DatastoreSnapshot now, DataTree running)
        => now.Pending is { } pending && now.Private.GetValueOrDefault(pending.Owner.SessionId) is { } own && ReferenceEquals(own.Base, now.Running)
            ? now with { Private = now.Private.SetItem(pending.Owner.SessionId, own with { Base = running }) }
            : now;

    private static Violation Conflict(InstancePath node)
        => new("operation-failed", null, node, $"{node} was changed in running since the private candidate was updated, and in the candidate too; "
            + "update with a resolution-mode, edit or discard-changes");
}
