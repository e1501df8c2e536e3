using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>The entries filed under one hash: mostly one, which is held inline.</summary>
internal sealed class IndexBucket : IndexNode
{
    private readonly IndexSlot _only;
    private readonly TreeNode<IndexSlot>? _many;

    public IndexBucket(int hash, in IndexSlot only)
    {
        Hash = hash;
        _only = only;
    }

    private IndexBucket(int hash, TreeNode<IndexSlot> many)
    {
        Hash = hash;
        _many = many;
    }

    public int Hash { get; }

    /// <summary>Makes one bucket of slots with one hash, sorted by key; neighbours of one entry are added up.</summary>
    public static IndexBucket Build(ReadOnlySpan<(int Hash, IndexSlot Slot)> sorted, in IndexSlot.Order order)
    {
        var slots = new List<IndexSlot>(sorted.Length);
        foreach (ref readonly var each in sorted)
        {
            if (slots.Count > 0 && order.Compare(slots[^1], each.Slot) == 0)
            {
                slots[^1] = new(each.Slot.Key, slots[^1].Count + each.Slot.Count);
            }
            else
            {
                slots.Add(each.Slot);
            }
        }

        return slots.Count == 1
            ? new(sorted[0].Hash, slots[0])
            : new(sorted[0].Hash, PersistentTree.Build<IndexSlot>(CollectionsMarshal.AsSpan(slots))!); // not empty
    }

    /// <summary>Slots in key order.</summary>
    private TreeNode<IndexSlot> Slots => _many ?? new TreeLeaf<IndexSlot>([_only]);

    /// <summary>The bucket with the count of one entry changed; null when nothing is left.</summary>
    public IndexBucket? With(in IndexSlot change, in IndexSlot.Order order)
    {
        if (_many is null && order.Compare(_only, change) == 0)
        {
            return _only.Count + change.Count == 0 ? null : new(Hash, new IndexSlot(change.Key, _only.Count + change.Count));
        }

        var slots = Slots;
        var probe = new IndexSlot.Probe(change, order);
        var count = change.Count + (PersistentTree.TryFind(slots, probe, out var old) ? old.Count : 0);
        slots = count == 0
            ? PersistentTree.Remove(slots, probe)! // another one is left, otherwise it would be the only one
            : PersistentTree.Put(slots, new IndexSlot(change.Key, count), order);
        return slots.Count == 1 ? new(Hash, slots.First) : new IndexBucket(Hash, slots);
    }

    /// <summary>Adds the entries filed here to others, in key order.</summary>
    public void CopyTo(ListNode list, List<ListEntryNode> into)
    {
        if (_many is null)
        {
            into.Add(list.Find(_only.Key)!); // the index is of this version of the list
            return;
        }

        foreach (ref readonly var slot in new TreeEnumerable<IndexSlot>(_many))
        {
            into.Add(list.Find(slot.Key)!); // as above
        }
    }
}
