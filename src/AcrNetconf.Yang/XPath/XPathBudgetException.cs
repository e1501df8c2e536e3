namespace AcrNetconf.Yang.XPath;

/// <summary>An expression visits more nodes than its user may ask for. Caught where user expressions are evaluated.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "never leaves this assembly")]
internal sealed class XPathBudgetException() : Exception("the expression visits too many nodes");
