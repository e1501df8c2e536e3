namespace AcrNetconf.Yang.XPath;

/// <summary>Body of a function; arguments are evaluated by the function, so that it can ask for less than their full value.</summary>
internal delegate XPathValue FunctionBody(Expression[] arguments, in EvaluationContext context);

/// <summary>A function an expression may call.</summary>
/// <param name="Name">Name; function names have no prefix here.</param>
/// <param name="MinArguments">Fewest arguments.</param>
/// <param name="MaxArguments">Most arguments.</param>
/// <param name="Reads">What besides its arguments the value depends on.</param>
/// <param name="Returns">Type of the result.</param>
/// <param name="NodeSetArgument">True when the first argument must be a node-set.</param>
/// <param name="Body">Computes the value.</param>
internal sealed record XPathFunction(
    string Name, int MinArguments, int MaxArguments, FunctionReads Reads, XPathValueKind Returns, bool NodeSetArgument, FunctionBody Body)
{
    /// <summary>The function of that name, or null.</summary>
    public static XPathFunction? Find(string name) => CoreFunctions.Table.GetValueOrDefault(name) ?? YangFunctions.Table.GetValueOrDefault(name);
}

/// <summary>What a function's value depends on besides its arguments.</summary>
[Flags]
internal enum FunctionReads
{
    Nothing = 0,

    /// <summary>The context node, when called without arguments.</summary>
    ContextByDefault = 1,

    /// <summary>The node current() returns.</summary>
    Current = 2,

    /// <summary>Context position or size.</summary>
    Position = 4,

    /// <summary>Other places of the tree, reached through a reference: what decides the value cannot be bounded.</summary>
    Elsewhere = 8,
}
