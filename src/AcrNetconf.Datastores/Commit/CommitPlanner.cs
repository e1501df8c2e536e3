using System.Collections.Immutable;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

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
            change.Leaves = [.. leaves.Value.Where(l => binding.Reads.Contains(l.Path.Schema)).Select(binding.Judge)];
            (change.IsRemoval ? removals : others).Add(change);
        }

        // What was started last is stopped first; only then is anything started or modified, in start order.
        removals.Reverse();
        return removals.Count + others.Count == 0 ? CommitPlan.Empty : new CommitPlan([.. removals, .. others]);
    }

    /// <summary>The changed nodes with a value, down to the leafs of what is created or deleted as a whole.</summary>
    internal static ImmutableArray<PlannedLeaf> Leaves(DataDiff diff)
    {
        var leaves = ImmutableArray.CreateBuilder<PlannedLeaf>();
        foreach (var entry in diff.Flatten())
        {
            Add(leaves, entry.Path, entry.Operation, entry.Before, entry.After);
        }

        return leaves.ToImmutable();
    }

    private static void Add(ImmutableArray<PlannedLeaf>.Builder leaves, InstancePath path, DiffOperation operation, DataNode? before, DataNode? after)
    {
        if (operation is DiffOperation.Create or DiffOperation.Delete && (after ?? before) is DataBranch branch)
        {
            foreach (var child in branch.Children)
            {
                AddBelow(leaves, path, operation, child);
            }

            return;
        }

        leaves.Add(new PlannedLeaf(path, operation, (before as LeafNode)?.Value.ToString(), (after as LeafNode)?.Value.ToString()));
    }

    private static void AddBelow(ImmutableArray<PlannedLeaf>.Builder leaves, InstancePath parent, DiffOperation operation, DataNode child)
    {
        var isNew = operation == DiffOperation.Create;
        switch (child)
        {
            case ListNode list:
                foreach (var entry in list.Entries)
                {
                    Add(leaves, parent.Append(entry), operation, isNew ? null : entry, isNew ? entry : null);
                }

                break;
            case LeafListNode values:
                foreach (var value in values.Values)
                {
                    var text = value.ToString();
                    leaves.Add(new PlannedLeaf(parent.Append((LeafListSchema)values.Schema, value), operation, isNew ? null : text, isNew ? text : null));
                }

                break;
            default:
                Add(leaves, parent.Append(child), operation, isNew ? null : child, isNew ? child : null);
                break;
        }
    }
}
