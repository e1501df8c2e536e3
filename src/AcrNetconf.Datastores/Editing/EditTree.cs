using System.Collections.Immutable;
using AcrNetconf.Datastores.Versions;

namespace AcrNetconf.Datastores.Editing;

/// <summary>A whole edit: top-level nodes plus the operation for nodes that name none.</summary>
/// <param name="Nodes">Top-level edit nodes in document order.</param>
/// <param name="DefaultOperation">merge, replace or none (RFC 6241 §7.2).</param>
public sealed record EditTree(ImmutableArray<EditNode> Nodes, EditOperation DefaultOperation = EditOperation.Merge)
{
    /// <summary>The transaction id of the datastore the client knows; the edit takes effect only if it is up to date. Null asks for nothing.</summary>
    public TransactionId? Known { get; init; }

    /// <summary>True when the edit or any node of it carries a transaction id.</summary>
    public bool IsConditional { get; init; }
}
