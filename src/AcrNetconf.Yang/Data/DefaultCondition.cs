using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>Tells whether the when-conditions of a schema node hold, for a node that is not in the tree.</summary>
/// <param name="node">A node with when-conditions; may be a choice or a case.</param>
/// <param name="ancestors">From the root to the parent the node would have.</param>
public delegate bool DefaultCondition(SchemaNode node, ReadOnlySpan<DataBranch> ancestors);
