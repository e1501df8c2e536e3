namespace AcrNetconf.Yang.XPath;

/// <summary>How to compute a value that several nodes share.</summary>
internal delegate XPathValue SharedEvaluation(Expression expression, in EvaluationContext context);

/// <summary>Keeps values that depend only on an ancestor of the context node, so that n list entries do not compute them n times.</summary>
internal static class SharedValue
{
    /// <summary>The remembered value for the expression's anchor, computed at first use.</summary>
    public static XPathValue Get(Expression expression, in EvaluationContext context, SharedEvaluation compute)
    {
        if (!TryAnchor(expression.Dependence, context, out var anchor))
        {
            return compute(expression, context);
        }

        if (!context.Session.TryRecall(expression, anchor, out var value))
        {
            value = compute(expression, context);
            context.Session.Remember(expression, anchor, value);
        }

        return value;
    }

    /// <summary>True when sharing can pay: the anchor is above the node itself.</summary>
    public static bool IsWorthSharing(Dependence dependence)
        => !dependence.UsesPosition && dependence.Context > 0 && dependence.Current > 0;

    /// <summary>The node that decides an expression's value; false when that is no single node or the context itself is beyond the root.</summary>
    public static bool TryAnchor(Dependence dependence, in EvaluationContext context, out XPathNode? anchor)
    {
        anchor = null;
        if (dependence.Context == Dependence.Constant && dependence.Current == Dependence.Constant)
        {
            return true;
        }

        if (dependence.Current == Dependence.Constant)
        {
            anchor = Up(context.Node, dependence.Context);
        }
        else if (dependence.Context == Dependence.Constant)
        {
            anchor = Up(context.Current, dependence.Current);
        }
        else if (ReferenceEquals(context.Node, context.Current))
        {
            anchor = Up(context.Node, Math.Min(dependence.Context, dependence.Current));
        }

        return anchor is not null;
    }

    private static XPathNode? Up(XPathNode node, int height)
    {
        var at = node;
        for (var i = 0; i < height && at is not null; i++)
        {
            at = at.Parent;
        }

        return at;
    }
}
