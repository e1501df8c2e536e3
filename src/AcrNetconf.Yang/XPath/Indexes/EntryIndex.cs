using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>One version of a list, its entries by the hash of a facet. Immutable; versions share what they have in common.</summary>
/// <remarks>A hash may stand for several values, so what is found has to be looked at again.</remarks>
internal sealed class EntryIndex
{
    private readonly EntryFacet _facet;
    private readonly TreeNode<IndexSlot>? _slots;

    private EntryIndex(ListNode list, EntryFacet facet, TreeNode<IndexSlot>? slots)
    {
        List = list;
        _facet = facet;
        _slots = slots;
    }

    /// <summary>The version of the list.</summary>
    public ListNode List { get; }

    /// <summary>Files all entries, O(n log n).</summary>
    public static EntryIndex Build(ListNode list, EntryFacet facet)
    {
        var slots = new List<IndexSlot>(list.Count);
        var changes = new FacetChanges();
        foreach (var entry in list.Entries)
        {
            changes.Clear();
            facet.Compare(null, entry, changes);
            for (var i = 0; i < changes.Count; i++)
            {
                slots.Add(new(changes[i].Hash, entry.Key, 1));
            }
        }

        var order = new IndexSlot.Order(list.ListSchema);
        var sorted = CollectionsMarshal.AsSpan(slots);
        sorted.Sort(order);
        return new(list, facet, PersistentTree.Build<IndexSlot>(sorted[..Join(sorted, order)]));
    }

    /// <summary>The index of another version; the cost follows what the versions do not share.</summary>
    public EntryIndex For(ListNode list)
    {
        if (ReferenceEquals(list, List))
        {
            return this;
        }

        var pairs = new PairList<ListEntryNode>([]);
        KeyedSequence<ListEntryNode>.Diff(List.Sequence, list.Sequence, default(KeyOrder.Entries), ref pairs);
        if (pairs.Pairs.Count > list.Count / 4)
        {
            return Build(list, _facet);
        }

        var slots = _slots;
        var changes = new FacetChanges();
        var order = new IndexSlot.Order(list.ListSchema);
        foreach (var pair in pairs.Pairs)
        {
            var (before, after) = (pair.Before?.Item, pair.After?.Item);
            changes.Clear();
            _facet.Compare(before, after, changes);
            for (var i = 0; i < changes.Count; i++)
            {
                slots = Apply(slots, new(changes[i].Hash, (after ?? before)!.Key, changes[i].Delta), order); // not both are null
            }
        }

        return new(list, _facet, slots);
    }

    /// <summary>Adds the entries filed under a hash, in list order.</summary>
    public void Find(int hash, List<ListEntryNode> into)
    {
        if (_slots is null)
        {
            return;
        }

        var start = into.Count;
        var collector = new Collector(hash, List, into);
        PersistentTree.VisitFrom(_slots, new IndexSlot.HashProbe(hash), ref collector);

        if (List.Sequence.Kind == SequenceKind.Placed && into.Count - start > 1)
        {
            into.Sort(start, into.Count - start, Comparer<ListEntryNode>.Create((x, y) => List.IndexOf(x.Key).CompareTo(List.IndexOf(y.Key))));
        }
    }

    private readonly struct Collector(int hash, ListNode list, List<ListEntryNode> into) : ITreeVisitor<IndexSlot>
    {
        public bool Visit(in IndexSlot slot)
        {
            if (slot.Hash != hash)
            {
                return false;
            }

            into.Add(list.Find(slot.Key)!); // the index is of this version of the list
            return true;
        }
    }

    private static TreeNode<IndexSlot>? Apply(TreeNode<IndexSlot>? slots, in IndexSlot change, in IndexSlot.Order order)
    {
        var probe = new IndexSlot.Probe(change, order);
        var count = change.Count + (PersistentTree.TryFind(slots, probe, out var old) ? old.Count : 0);
        return count == 0
            ? PersistentTree.Remove(slots, probe)
            : PersistentTree.Put(slots, new IndexSlot(change.Hash, change.Key, count), order);
    }

    /// <summary>Makes one slot of equal neighbours; the number of slots left.</summary>
    private static int Join(Span<IndexSlot> sorted, IndexSlot.Order order)
    {
        var kept = 0;
        foreach (ref readonly var slot in sorted)
        {
            if (kept > 0 && order.Compare(sorted[kept - 1], slot) == 0)
            {
                sorted[kept - 1] = new(slot.Hash, slot.Key, sorted[kept - 1].Count + slot.Count);
            }
            else
            {
                sorted[kept++] = slot;
            }
        }

        return kept;
    }
}
