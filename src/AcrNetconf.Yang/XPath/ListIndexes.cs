using System.Runtime.CompilerServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath.Indexes;

namespace AcrNetconf.Yang.XPath;

/// <summary>Indexes over lists by a leaf that is not the whole key, built when asked for the second time.</summary>
internal sealed class ListIndexes(XPathSession session)
{
    private readonly Dictionary<(int List, LeafSchema Leaf), List<(ListNode List, LeafIndex? Index)>> _indexes = [];

    /// <summary>The index of the list below <paramref name="parent"/> by a leaf of its entries; null when a scan is cheaper.</summary>
    /// <remarks>A single lookup is as dear as a scan; a second one announces many.</remarks>
    public LeafIndex? For(XPathNode parent, ListNode list, LeafSchema leaf)
    {
        if (session.Cache?.ByLeaf(parent, list, leaf) is { } kept)
        {
            return new KeptLeafIndex(kept);
        }

        var key = (RuntimeHelpers.GetHashCode(list), leaf);
        if (!_indexes.TryGetValue(key, out var bucket))
        {
            _indexes.Add(key, [(list, null)]);
            return null;
        }

        for (var i = 0; i < bucket.Count; i++)
        {
            if (ReferenceEquals(bucket[i].List, list))
            {
                var index = bucket[i].Index;
                if (index is null)
                {
                    index = Build(parent, list, leaf);
                    bucket[i] = (list, index);
                }

                return index;
            }
        }

        bucket.Add((list, null));
        return null;
    }

    private BuiltLeafIndex Build(XPathNode parent, ListNode list, LeafSchema leaf)
    {
        session.Spend(list.Count);
        var index = new BuiltLeafIndex(list.Count);
        var position = 0;
        foreach (var entry in list.Entries)
        {
            YangValue value = default;
            if (entry.Find(leaf) is LeafNode explicitLeaf)
            {
                value = explicitLeaf.Value;
            }
            else if (leaf.Default is not null && session.FindChild(XPathNode.ForData(parent, entry, position), leaf) is { } implicitLeaf)
            {
                value = implicitLeaf.Value;
            }

            if (value.IsValid)
            {
                index.Put(value.ToString(), entry, position);
            }

            position++;
        }

        return index;
    }
}

/// <summary>Entries of one list by the text of one leaf.</summary>
internal abstract class LeafIndex
{
    private protected LeafIndex()
    {
    }

    /// <summary>Adds the entries with that text to a node-set, in list order; there may be others among them.</summary>
    public abstract void Add(string text, XPathNode parent, NodeSet into);
}

/// <summary>An index that outlives the tree.</summary>
internal sealed class KeptLeafIndex(EntryIndex index) : LeafIndex
{
    /// <inheritdoc/>
    public override void Add(string text, XPathNode parent, NodeSet into)
    {
        var found = new List<ListEntryNode>();
        index.Find(LeafFacet.HashOf(text), found);
        foreach (var entry in found)
        {
            into.Add(XPathNode.ForData(parent, entry));
        }
    }
}

/// <summary>An index for one tree.</summary>
internal sealed class BuiltLeafIndex(int capacity) : LeafIndex
{
    private readonly Dictionary<string, int> _first = new(capacity, StringComparer.Ordinal);
    private readonly List<(ListEntryNode Entry, int Position, int Next)> _entries = new(capacity);

    /// <summary>Adds an entry; entries come in list order.</summary>
    public void Put(string text, ListEntryNode entry, int position)
    {
        // Chains are kept in reverse and turned round when read: adding stays constant time.
        ref var head = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_first, text, out var exists);
        _entries.Add((entry, position, exists ? head : -1));
        head = _entries.Count - 1;
    }

    /// <inheritdoc/>
    public override void Add(string text, XPathNode parent, NodeSet into)
    {
        if (!_first.TryGetValue(text, out var at))
        {
            return;
        }

        var start = into.Count;
        while (at >= 0)
        {
            var (entry, position, next) = _entries[at];
            into.Add(XPathNode.ForData(parent, entry, position));
            at = next;
        }

        into.Reverse(start);
    }
}
