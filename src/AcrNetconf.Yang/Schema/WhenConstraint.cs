namespace AcrNetconf.Yang.Schema;

/// <summary>A when-condition with the node its expression is evaluated on (RFC 7950 §7.21.5).</summary>
/// <param name="Expression">The condition, compiled in the module where it is written.</param>
/// <param name="Context">The node itself, or the closest ancestor data node for conditions of choice, case, uses and augment.</param>
public sealed record WhenConstraint(XPath.YangExpression Expression, SchemaNode Context);
