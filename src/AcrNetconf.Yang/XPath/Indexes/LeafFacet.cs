using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>Entries by the text of a leaf or leaf-list anywhere below them.</summary>
internal sealed class LeafFacet : EntryFacet
{
    private readonly LeafValues _values;

    private LeafFacet(LeafValues values) => _values = values;

    /// <summary>The facet of a leaf below a list; null when its value depends on more than the entry.</summary>
    public static LeafFacet? For(ListSchema list, SchemaNode leaf)
        => LeafValues.Below(list, leaf) is { } values ? new(values) : null;

    /// <summary>What an entry with that text is filed under.</summary>
    public static int HashOf(string text) => string.GetHashCode(text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override void Compare(ListEntryNode? before, ListEntryNode? after, FacetChanges changes)
        => _values.Compare(before, after, (in value, delta) => changes.Add(HashOf(value.ToString()), delta));
}
