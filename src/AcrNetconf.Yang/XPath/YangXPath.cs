namespace AcrNetconf.Yang.XPath;

/// <summary>Turns texts into expressions ready to evaluate.</summary>
internal static class YangXPath
{
    /// <summary>Parses, resolves names and plans. Never throws.</summary>
    /// <returns>The expression, or null with the error set.</returns>
    public static CompiledExpression? Compile(string text, IXPathScope scope, out XPathSyntaxError? error)
    {
        var root = Parse(text, scope, out error);
        if (root is null)
        {
            return null;
        }

        DependenceAnalysis.Run(root);
        return new(root, scope);
    }

    /// <summary>Parses and resolves names, without planning: for expressions the schema can still tell something about.</summary>
    public static Expression? Parse(string text, IXPathScope scope, out XPathSyntaxError? error)
    {
        var root = XPathParser.Parse(text, out error);
        if (root is not null)
        {
            error = ResolveNames(root, scope);
        }

        return error is null ? root : null;
    }

    private static XPathSyntaxError? ResolveNames(Expression expression, IXPathScope scope)
    {
        if (expression is PathExpression path)
        {
            foreach (var step in path.Steps)
            {
                if (ResolveName(step, scope) is { } error)
                {
                    return error;
                }
            }
        }

        foreach (var child in expression.Children)
        {
            if (ResolveNames(child, scope) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static XPathSyntaxError? ResolveName(Step step, IXPathScope scope)
    {
        if (step.Test.Prefix is { } prefix)
        {
            step.Test.Namespace = scope.NamespaceOf(prefix);
            return step.Test.Namespace is null ? new(step.Position, $"prefix \"{prefix}\" is not known here") : null;
        }

        if (step.Test.Kind == NodeTestKind.Name)
        {
            step.Test.Namespace = scope.DefaultNamespace;
        }

        return null;
    }
}
