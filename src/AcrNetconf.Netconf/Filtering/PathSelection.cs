using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

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
    public DataBranch? Cut(DataBranch branch)
    {
        if (_isWhole)
        {
            return branch;
        }

        var children = new List<DataNode>();
        foreach (var group in _below.GroupBy(b => b.Key.Schema).OrderBy(g => g.Key.Ordinal))
        {
            if (branch.Find(group.Key) is { } child && CutChild(child, group) is { } part)
            {
                children.Add(part);
            }
        }

        if (children.Count == 0)
        {
            return null;
        }

        foreach (var key in branch is ListEntryNode entry ? entry.ListSchema.Keys : [])
        {
            if (!children.Exists(c => ReferenceEquals(c.Schema, key)))
            {
                children.Add(branch.Find(key)!); // an entry always has its keys
            }
        }

        children.Sort((left, right) => left.Schema.Ordinal.CompareTo(right.Schema.Ordinal));
        return branch.WithChildren(CollectionsMarshal.AsSpan(children));
    }

    private static DataNode? CutChild(DataNode child, IEnumerable<KeyValuePair<InstanceStep, PathSelection>> steps) => child switch
    {
        ListNode list => CutList(list, steps),
        LeafListNode leafList => CutLeafList(leafList, steps),
        DataBranch branch => steps.Single().Value.Cut(branch),
        _ => child,
    };

    private static ListNode? CutList(ListNode list, IEnumerable<KeyValuePair<InstanceStep, PathSelection>> steps)
    {
        var found = new List<(int Index, ListEntryNode Entry)>();
        foreach (var (step, selection) in steps)
        {
            if (step.Key.IsEmpty && step.Position == 0)
            {
                return list;
            }

            var index = step.Position > 0 ? step.Position - 1 : list.IndexOf(step.Key);
            if (index >= 0 && index < list.Count && selection.Cut(list[index]) is ListEntryNode part)
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
