using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>Cuts the nodes named by paths out of a tree.</summary>
internal sealed class PathSelection
{
    private readonly Dictionary<InstanceStep, PathSelection> _below = [];
    private bool _isWhole;

    /// <summary>Adds a node with everything below it.</summary>
    public void Add(InstancePath path)
    {
        var node = this;
        foreach (var step in path.Steps)
        {
            if (!node._below.TryGetValue(step, out var next))
            {
                node._below.Add(step, next = new PathSelection());
            }

            node = next;
        }

        node._isWhole = true;
    }

    /// <summary>The part of a branch that was added; null when that is nothing.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="levels">Levels taken of each node that was added, itself counted.</param>
    public DataBranch? Cut(DataBranch branch, int levels)
    {
        if (!_isWhole)
        {
            return CutBelow(branch, levels);
        }

        // With levels to count, a node further down that was added too has its own.
        return levels == DepthCut.Unbounded ? branch : SelectionUnion.Of(branch, DepthCut.Of(branch, levels), CutBelow(branch, levels));
    }

    private DataBranch? CutBelow(DataBranch branch, int levels)
    {
        var children = new List<DataNode>();
        foreach (var group in _below.GroupBy(b => b.Key.Schema))
        {
            if (branch.Find(group.Key) is { } child && CutChild(child, group, levels) is { } part)
            {
                children.Add(part);
            }
        }

        return children.Count == 0 ? null : BranchPart.Of(branch, children);
    }

    private static DataNode? CutChild(DataNode child, IEnumerable<KeyValuePair<InstanceStep, PathSelection>> steps, int levels) => child switch
    {
        ListNode list => CutList(list, steps, levels),
        LeafListNode leafList => CutLeafList(leafList, steps),
        DataBranch branch => steps.Single().Value.Cut(branch, levels),
        _ => child,
    };

    private static ListNode? CutList(ListNode list, IEnumerable<KeyValuePair<InstanceStep, PathSelection>> steps, int levels)
    {
        var found = new List<(int Index, ListEntryNode Entry)>();
        foreach (var (step, selection) in steps)
        {
            if (step.Key.IsEmpty && step.Position == 0)
            {
                return (ListNode)DepthCut.Of(list, levels);
            }

            var index = step.Position > 0 ? step.Position - 1 : list.IndexOf(step.Key);
            if (index >= 0 && index < list.Count && selection.Cut(list[index], levels) is ListEntryNode part)
            {
                found.Add((index, part));
            }
        }

        return found.Count == 0 ? null : ListNode.Create(list.ListSchema, found.OrderBy(f => f.Index).Select(f => f.Entry));
    }

    private static LeafListNode? CutLeafList(LeafListNode leafList, IEnumerable<KeyValuePair<InstanceStep, PathSelection>> steps)
    {
        var found = new SortedSet<int>();
        foreach (var (step, _) in steps)
        {
            if (step.Key.IsEmpty && step.Position == 0)
            {
                return leafList;
            }

            var index = step.Position > 0 ? step.Position - 1 : leafList.IndexOf(step.Key[0]);
            if (index >= 0 && index < leafList.Count)
            {
                found.Add(index);
            }
        }

        return found.Count == 0 ? null : LeafListNode.Create(leafList.LeafListSchema, found.Select(i => leafList[i]));
    }
}
