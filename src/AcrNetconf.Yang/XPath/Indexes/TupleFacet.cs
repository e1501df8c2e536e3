using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>Entries by the values of the leafs of one unique statement (RFC 7950 §7.8.3); incomplete tuples are not filed.</summary>
internal sealed class TupleFacet : EntryFacet
{
    private readonly LeafValues[] _leafs;

    private TupleFacet(LeafValues[] leafs) => _leafs = leafs;

    /// <summary>The facet of a set of leafs; null when some value depends on more than the entry.</summary>
    public static TupleFacet? For(ListSchema list, ImmutableArray<LeafSchema> leafs)
    {
        var values = new LeafValues[leafs.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (LeafValues.Below(list, leafs[i]) is not { } known)
            {
                return null;
            }

            values[i] = known;
        }

        return new(values);
    }

    /// <inheritdoc/>
    public override void Compare(ListEntryNode? before, ListEntryNode? after, FacetChanges changes)
    {
        var old = before is null ? default : TupleOf(before);
        var now = after is null ? default : TupleOf(after);
        if (old == now)
        {
            return;
        }

        if (!old.IsEmpty)
        {
            changes.Add(old.GetHashCode(), -1);
        }

        if (!now.IsEmpty)
        {
            changes.Add(now.GetHashCode(), 1);
        }
    }

    /// <summary>The values of an entry; empty when one is missing.</summary>
    public ListKey TupleOf(ListEntryNode entry)
    {
        if (_leafs.Length == 1)
        {
            return _leafs[0].SingleIn(entry) is { IsValid: true } only ? new(only) : default;
        }

        var values = new YangValue[_leafs.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _leafs[i].SingleIn(entry);
            if (!values[i].IsValid)
            {
                return default;
            }
        }

        return new(values);
    }
}
