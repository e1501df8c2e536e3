using System.Collections.Immutable;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>A selection or containment node of a subtree filter (RFC 6241 §6.2.3, §6.2.4), bound to the schema.</summary>
/// <param name="Schema">What it selects.</param>
/// <param name="Content">What is wanted of its content; null selects all of it.</param>
/// <param name="Key">Key of the only list entry that can match, when the content matches name every key; else empty.</param>
internal sealed record FilterNode(SchemaNode Schema, FilterSet? Content, ListKey Key)
{
    /// <summary>The transaction id the client knows of the node, or null.</summary>
    public TransactionId? Known { get; init; }
}

/// <summary>A content match node (RFC 6241 §6.2.5); several meanings when its namespace was left open.</summary>
/// <param name="Alternatives">Leafs or leaf-lists with the value wanted; any may match.</param>
internal sealed record FilterMatch(ImmutableArray<(SchemaNode Schema, YangValue Value)> Alternatives);

/// <summary>Sibling nodes of a subtree filter: all matches must hold, then the others select.</summary>
/// <param name="Matches">Content match nodes.</param>
/// <param name="Others">Selection and containment nodes, those for one schema node together: they are alternatives.</param>
/// <param name="HasOthers">True when there were selection or containment nodes, known to the schema or not.</param>
/// <param name="NeverMatches">True when a content match cannot hold, whatever the data.</param>
internal sealed record FilterSet(
    ImmutableArray<FilterMatch> Matches,
    ImmutableArray<(SchemaNode Schema, ImmutableArray<FilterNode> Nodes)> Others,
    bool HasOthers,
    bool NeverMatches)
{
    /// <summary>Content matches and nothing else: they decide on all of their parent (RFC 6241 §6.2.5).</summary>
    public bool SelectsParent => !HasOthers && !Matches.IsEmpty;
}
