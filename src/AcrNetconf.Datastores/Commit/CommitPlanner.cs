using System.Collections.Immutable;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>Turns a difference of two trees into ordered component changes.</summary>
internal static class CommitPlanner
{
    /// <summary>Plans the way to <paramref name="to"/>.</summary>
    /// <param name="bindings">All components in registration order.</param>
    /// <param name="inForce">The tree each component runs (not always running: a faulted component runs nothing).</param>
    /// <param name="to">The valid tree wanted.</param>
    /// <param name="diff">What changed, for the leaves of the plan.</param>
    public static CommitPlan Plan(ImmutableArray<ComponentBinding> bindings, Func<ComponentBinding, DataTree> inForce, DataTree to, DataDiff diff)
    {
        var removals = new List<PlannedChange>();
        var others = new List<PlannedChange>();
        ImmutableArray<PlannedLeaf>? leaves = null;
        foreach (var binding in bindings)
        {
            var change = binding.Plan(inForce(binding), to);
            if (change is null)
            {
                continue;
            }

            leaves ??= Leaves(diff);
            change.Leaves = [.. leaves.Value.Where(l => binding.Reads.Contains(l.Path.Schema))];
            (change.IsRemoval ? removals : others).Add(change);
        }

        // What was started last is stopped first; only then is anything started or modified, in start order.
        removals.Reverse();
        return removals.Count + others.Count == 0 ? CommitPlan.Empty : new CommitPlan([.. removals, .. others]);
    }

    private static ImmutableArray<PlannedLeaf> Leaves(DataDiff diff)
    {
        var leaves = ImmutableArray.CreateBuilder<PlannedLeaf>();
        foreach (var entry in diff.Flatten())
        {
            leaves.Add(new PlannedLeaf(entry.Path, (entry.Before as LeafNode)?.Value.ToString(), (entry.After as LeafNode)?.Value.ToString()));
        }

        return leaves.ToImmutable();
    }
}
