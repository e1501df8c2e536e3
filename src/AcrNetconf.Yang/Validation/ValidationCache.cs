using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;
using AcrNetconf.Yang.XPath.Indexes;

namespace AcrNetconf.Yang.Validation;

/// <summary>Indexes over the lists of a configuration, carried from one version to the next, so that checking a change costs what changed.</summary>
/// <remarks>
/// An index is asked for by the version of the list it shall describe and brought up to date by the difference between versions. So
/// candidate, running and a change that is given up each see their own; what they have in common is shared. Answers are the same with and
/// without a cache. One thread at a time; forgetting it loses nothing but time.
/// </remarks>
public sealed class ValidationCache
{
    private const int MaxIndexes = 4096;
    private const int MaxKeptPairs = 256;

    internal const int DefaultSmallList = 8;

    private readonly Dictionary<(SchemaNode Leaf, ListSchema List), LeafFacet?> _leafFacets = [];
    private readonly Dictionary<(ListSchema List, int Unique), TupleFacet?> _tupleFacets = [];
    private readonly Dictionary<(EntryFacet Facet, ListKey Place), EntryIndex> _indexes = [];

    // Several indexes over one list go the same step one after the other; large steps are not kept, for their memory.
    private (ListNode? From, ListNode? To, PairList<ListEntryNode> Pairs) _last;

    /// <summary>Number of indexes kept; for tests and figures.</summary>
    public int Count => _indexes.Count;

    /// <summary>Up to this length a scan is as fast, and entries of small lists inside large ones need no index each. Tests use indexes for all.</summary>
    internal int SmallList { get; init; } = DefaultSmallList;

    /// <summary>Entries of a list by a leaf below them; null when a scan has to do.</summary>
    internal EntryIndex? ByLeaf(XPathNode parent, ListNode list, SchemaNode leaf)
    {
        if (list.Count <= SmallList)
        {
            return null;
        }

        if (!_leafFacets.TryGetValue((leaf, list.ListSchema), out var facet))
        {
            _leafFacets.Add((leaf, list.ListSchema), facet = LeafFacet.For(list.ListSchema, leaf));
        }

        return facet is null ? null : Index(parent, list, facet);
    }

    /// <summary>Entries of a list by the leafs of one of its unique statements; null when a scan has to do.</summary>
    internal (EntryIndex Index, TupleFacet Facet)? ByTuple(XPathNode parent, ListNode list, ImmutableArray<LeafSchema> leafs)
    {
        if (list.Count <= SmallList)
        {
            return null;
        }

        var key = (list.ListSchema, list.ListSchema.Uniques.IndexOf(leafs));
        if (!_tupleFacets.TryGetValue(key, out var facet))
        {
            _tupleFacets.Add(key, facet = TupleFacet.For(list.ListSchema, leafs));
        }

        return facet is not null && Index(parent, list, facet) is { } index ? (index, facet) : null;
    }

    private EntryIndex? Index(XPathNode parent, ListNode list, EntryFacet facet)
    {
        if (list.ListSchema.Keys.IsEmpty || !TryPlace(parent, out var place))
        {
            return null;
        }

        if (_indexes.TryGetValue((facet, place), out var index))
        {
            if (!ReferenceEquals(index.List, list))
            {
                _indexes[(facet, place)] = index = index.For(list, Between(index.List, list));
            }

            return index;
        }

        if (_indexes.Count >= MaxIndexes)
        {
            _indexes.Clear();
        }

        index = EntryIndex.Build(list, facet);
        _indexes.Add((facet, place), index);
        return index;
    }

    private PairList<ListEntryNode> Between(ListNode from, ListNode to)
    {
        if (!ReferenceEquals(_last.From, from) || !ReferenceEquals(_last.To, to))
        {
            _last = (from, to, EntryIndex.Between(from, to));
        }

        var pairs = _last.Pairs;
        if (pairs.Pairs.Count > MaxKeptPairs)
        {
            _last = default;
        }

        return pairs;
    }

    /// <summary>Keys of the entries around a node; false when one has none.</summary>
    private static bool TryPlace(XPathNode node, out ListKey place)
    {
        List<YangValue>? values = null;
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.Data is ListEntryNode entry)
            {
                var key = entry.Key;
                for (var i = 0; i < key.Count; i++)
                {
                    (values ??= []).Add(key[i]);
                }

                if (key.IsEmpty)
                {
                    place = default;
                    return false;
                }
            }
        }

        place = values is null ? default : new([.. values]);
        return true;
    }
}
