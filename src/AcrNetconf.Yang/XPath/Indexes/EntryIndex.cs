using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>One version of a list, its entries by the hash of a facet. Immutable; versions share what they have in common.</summary>
/// <remarks>A hash may stand for several values, so what is found has to be looked at again.</remarks>
internal sealed class EntryIndex
{
    private readonly EntryFacet _facet;
    private readonly IndexNode? _root;

    private EntryIndex(ListNode list, EntryFacet facet, IndexNode? root)
    {
        List = list;
        _facet = facet;
        _root = root;
    }

    /// <summary>The version of the list.</summary>
    public ListNode List { get; }

    /// <summary>Files all entries, O(n log n).</summary>
    public static EntryIndex Build(ListNode list, EntryFacet facet)
    {
        var slots = new List<(int Hash, IndexSlot Slot)>(list.Count);
        var changes = new FacetChanges();
        foreach (var entry in list.Entries)
        {
            changes.Clear();
            facet.Compare(null, entry, changes);
            for (var i = 0; i < changes.Count; i++)
            {
                slots.Add((changes[i].Hash, new(entry.Key, 1)));
            }
        }

        var order = new IndexSlot.Order(list.ListSchema);
        slots.Sort((x, y) => ((uint)x.Hash).CompareTo((uint)y.Hash) is var sign && sign != 0 ? sign : order.Compare(x.Slot, y.Slot));
        return new(list, facet, HashTrie.Build(CollectionsMarshal.AsSpan(slots), order));
    }

    /// <summary>What two versions of a list do not share, which every index over the list wants to know.</summary>
    public static PairList<ListEntryNode> Between(ListNode from, ListNode to)
    {
        var pairs = new PairList<ListEntryNode>([]);
        KeyedSequence<ListEntryNode>.Diff(from.Sequence, to.Sequence, default(KeyOrder.Entries), ref pairs);
        return pairs;
    }

    /// <summary>The index of another version; the cost follows what the versions do not share.</summary>
    /// <param name="list">The other version.</param>
    /// <param name="pairs">What <see cref="Between"/> says of <see cref="List"/> and it.</param>
    public EntryIndex For(ListNode list, in PairList<ListEntryNode> pairs)
    {
        if (pairs.Pairs.Count > list.Count / 4)
        {
            return Build(list, _facet);
        }

        var root = _root;
        var changes = new FacetChanges();
        var order = new IndexSlot.Order(list.ListSchema);
        foreach (var pair in pairs.Pairs)
        {
            var (before, after) = (pair.Before?.Item, pair.After?.Item);
            changes.Clear();
            _facet.Compare(before, after, changes);
            for (var i = 0; i < changes.Count; i++)
            {
                root = HashTrie.Add(root, changes[i].Hash, new((after ?? before)!.Key, changes[i].Delta), order); // not both are null
            }
        }

        return new(list, _facet, root);
    }

    /// <summary>Adds the entries filed under a hash, in list order.</summary>
    public void Find(int hash, List<ListEntryNode> into)
    {
        if (HashTrie.Find(_root, hash) is not { } bucket)
        {
            return;
        }

        var start = into.Count;
        bucket.CopyTo(List, into);
        if (List.Sequence.Kind == SequenceKind.Placed && into.Count - start > 1)
        {
            into.Sort(start, into.Count - start, Comparer<ListEntryNode>.Create((x, y) => List.IndexOf(x.Key).CompareTo(List.IndexOf(y.Key))));
        }
    }
}
