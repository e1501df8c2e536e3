namespace AcrNetconf.Yang.XPath;

/// <summary>An expression ready to evaluate: names resolved, index plans made.</summary>
/// <param name="Root">The expression.</param>
/// <param name="Scope">Meaning of prefixes in values at run time.</param>
internal sealed record CompiledExpression(Expression Root, IXPathScope Scope);
