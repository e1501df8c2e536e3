using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.Encoding;

/// <summary>What was read, and everything wrong with it.</summary>
/// <param name="Node">The branch with what could be read; only to be used as data when there are no violations.</param>
/// <param name="Violations">In document order; empty when the document is good.</param>
public sealed record ReadResult(DataBranch Node, ImmutableArray<Violation> Violations)
{
    public bool IsValid => Violations.IsEmpty;

    /// <summary>The content as a tree; only for reads of top-level data.</summary>
    public DataTree ToTree(Schema.SchemaContext context) => new(context, (RootNode)Node);
}
