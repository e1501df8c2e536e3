using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>What makes a node's validity depend on other nodes.</summary>
internal enum ConditionKind
{
    When,
    Must,
    Reference,
}

/// <summary>A must, when or reference of one schema node, with what it reads.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Node">The node that is valid or not.</param>
/// <param name="Reads">Nodes whose data decide.</param>
/// <param name="ReadsAnything">True when the nodes that decide cannot be told from the schema.</param>
/// <param name="IsMonotone">True for a reference to which more data can only give more targets.</param>
/// <param name="Expression">The expression of a must; null for others.</param>
internal sealed record BoundCondition(
    ConditionKind Kind, SchemaNode Node, IReadOnlyCollection<SchemaRead> Reads, bool ReadsAnything, bool IsMonotone = false, Expression? Expression = null)
{
    // Conditions are told apart by identity: two musts may read the same.
    public bool Equals(BoundCondition? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
