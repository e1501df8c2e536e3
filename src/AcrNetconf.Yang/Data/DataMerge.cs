using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>Puts together what two sides made of one tree: a walk over two differences, so the cost follows the changes.</summary>
/// <remarks>
/// What only one side changed is taken over as it is, by reference. A node both changed is a conflict: a value, the existence of an entry,
/// leaf or presence container, the members of a leaf-list, the order of a user-ordered list, the case of a choice. Nodes above a conflict
/// are none, and each node below is judged by itself, unless it is gone on one side.
/// </remarks>
public sealed class DataMerge
{
    private readonly MergeSide _preferred;
    private readonly ImmutableArray<InstancePath>.Builder _conflicts = ImmutableArray.CreateBuilder<InstancePath>();

    private DataMerge(MergeSide preferred) => _preferred = preferred;

    /// <summary>Merges two versions of a tree.</summary>
    /// <param name="origin">What both sides began with.</param>
    /// <param name="mine">One version.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="preferred">Whose version of a node in conflict stays.</param>
    /// <returns>The merged tree, not normalised; and the nodes in conflict.</returns>
    public static (DataTree Tree, ImmutableArray<InstancePath> Conflicts) Merge(DataTree origin, DataTree mine, DataTree theirs, MergeSide preferred)
    {
        var here = DataDiff.Between(origin, mine);
        var there = DataDiff.Between(origin, theirs);
        if (here.IsEmpty || there.IsEmpty)
        {
            return (here.IsEmpty ? theirs : mine, []);
        }

        var merge = new DataMerge(preferred);
        var root = merge.Merge(mine.Root, theirs.Root, here.Root.Children, there.Root.Children, InstancePath.Root);
        return (theirs.With(root), merge._conflicts.ToImmutable());
    }

    private DataBranch Merge(DataBranch mine, DataBranch theirs, ImmutableArray<DiffNode> here, ImmutableArray<DiffNode> there, InstancePath path)
    {
        var others = there.DistinctBy(Unit).ToDictionary(Unit);
        var choices = CaseConflicts(here, there, path);
        var reordered = OrderConflicts(here, there, path);
        var result = theirs;
        foreach (var change in here.DistinctBy(Unit))
        {
            if (choices.Overlaps(Cases(change.Schema).Select(c => c.Choice)))
            {
                // The preferred side has the choice as a whole; what the other has of it goes with its case.
                result = _preferred == MergeSide.Theirs ? result : TakeChoices(result, mine, choices);
            }
            else if (!others.TryGetValue(Unit(change), out var other))
            {
                result = Take(result, mine, change, change.After, mayMove: _preferred == MergeSide.Mine || !reordered.Contains(change.Schema));
            }
            else
            {
                result = Both(result, mine, change, other, path.Append(Unit(change)), mayMove: _preferred == MergeSide.Mine || !reordered.Contains(change.Schema));
            }
        }

        return result;
    }

    private DataBranch Both(DataBranch result, DataBranch mine, DiffNode change, DiffNode other, InstancePath path, bool mayMove)
    {
        var isPlain = change.Schema is ContainerSchema { IsPresence: false };
        var after = isPlain ? change.After ?? Empty(change) : change.After;
        var otherAfter = isPlain ? other.After ?? Empty(other) : other.After;
        var bothMade = change.Operation == DiffOperation.Create && other.Operation == DiffOperation.Create;
        if (after is not DataBranch branch || otherAfter is not DataBranch otherBranch)
        {
            _conflicts.Add(path);
            return _preferred == MergeSide.Theirs ? result : Take(result, mine, change, change.After, mayMove);
        }

        if (bothMade && !isPlain)
        {
            _conflicts.Add(path);
        }

        var merged = Merge(branch, otherBranch, Below(change), Below(other), path);
        return Take(result, mine, change, isPlain && merged.IsEmpty ? null : merged, mayMove: mayMove && !(bothMade && _preferred == MergeSide.Theirs));
    }

    /// <summary>The branch with a node as it is after a change; null removes it.</summary>
    private static DataBranch Take(DataBranch result, DataBranch mine, DiffNode change, DataNode? after, bool mayMove)
    {
        switch (change.Schema)
        {
            case ListSchema list:
                var entries = result.Find(list) ?? ListNode.Empty(list);
                if (after is not ListEntryNode entry)
                {
                    return result.With(entries.Without(change.Key));
                }

                var isPlaced = entries.Find(change.Key) is null || (mayMove && change.Operation is DiffOperation.Move or DiffOperation.Create);
                return result.With(isPlaced && list.IsUserOrdered ? entries.With(entry, Place(mine.Find(list)!, entries, change.Key)) : entries.With(entry)); // mine has the entry
            case LeafListSchema leafList:
                return mine.Find(leafList) is { } values ? result.With(values) : result.Without(leafList);
            default:
                return after is null ? result.Without(change.Schema) : result.With(after);
        }
    }

    /// <summary>Behind the nearest entry that stands before it on its own side and is here too.</summary>
    private static ListPosition Place(ListNode mine, ListNode entries, ListKey key)
    {
        for (var i = mine.IndexOf(key) - 1; i >= 0; i--)
        {
            if (entries.Find(mine[i].Key) is not null)
            {
                return ListPosition.After(mine[i].Key);
            }
        }

        return ListPosition.First;
    }

    private static DataBranch TakeChoices(DataBranch result, DataBranch mine, HashSet<ChoiceSchema> choices)
    {
        foreach (var child in result.BranchSchema.DataChildren.Where(c => choices.Overlaps(Cases(c).Select(x => x.Choice))))
        {
            result = mine.Find(child) is { } node ? result.With(node) : result.Without(child);
        }

        return result;
    }

    /// <summary>Choices of which the sides made different cases.</summary>
    private HashSet<ChoiceSchema> CaseConflicts(ImmutableArray<DiffNode> here, ImmutableArray<DiffNode> there, InstancePath path)
    {
        var chosen = there.Where(o => o.After is not null).SelectMany(o => Cases(o.Schema)).ToLookup(c => c.Choice, c => c.Case);
        HashSet<ChoiceSchema> conflicts = [];
        foreach (var change in here.Where(c => c.After is not null))
        {
            foreach (var (choice, @case) in Cases(change.Schema))
            {
                if (chosen[choice].Any(other => !ReferenceEquals(other, @case)) && conflicts.Add(choice))
                {
                    _conflicts.Add(path.Append(Unit(change)));
                }
            }
        }

        return conflicts;
    }

    /// <summary>User-ordered lists both sides put into another order.</summary>
    private HashSet<SchemaNode> OrderConflicts(ImmutableArray<DiffNode> here, ImmutableArray<DiffNode> there, InstancePath path)
    {
        var conflicts = Moved(here);
        conflicts.IntersectWith(Moved(there));
        _conflicts.AddRange(conflicts.Select(list => path.Append(list)));
        return conflicts;
    }

    private static HashSet<SchemaNode> Moved(ImmutableArray<DiffNode> changes)
        => [.. changes.Where(c => c is { Operation: DiffOperation.Move, Schema: ListSchema }).Select(c => c.Schema)];

    /// <summary>What counts as one node: an entry of a list, but a leaf-list as a whole.</summary>
    private static InstanceStep Unit(DiffNode change) => change.Schema is LeafListSchema ? new InstanceStep(change.Schema) : change.Step;

    private static ImmutableArray<DiffNode> Below(DiffNode change) => change.Operation is DiffOperation.Create or DiffOperation.Delete
        ? new DiffBuilder().Compare((DataBranch?)change.Before ?? Empty(change), (DataBranch?)change.After ?? Empty(change))
        : change.Children;

    private static DataBranch Empty(DiffNode change)
        => change.Schema is ListSchema list ? ListEntryNode.Create(list, change.Key) : DataBranch.Create((SchemaBranch)change.Schema, []);

    private static IEnumerable<(ChoiceSchema Choice, CaseSchema Case)> Cases(SchemaNode node)
    {
        for (var parent = node.Parent; parent is CaseSchema or ChoiceSchema; parent = parent.Parent)
        {
            if (parent is CaseSchema { Parent: ChoiceSchema choice } @case)
            {
                yield return (choice, @case);
            }
        }
    }
}
