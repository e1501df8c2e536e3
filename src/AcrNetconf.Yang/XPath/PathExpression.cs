using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>Where a location path begins.</summary>
internal enum PathStart
{
    Context,
    Root,

    /// <summary>At the nodes of an expression (XPath 1.0 §3.3, FilterExpr '/' RelativeLocationPath).</summary>
    Expression,
}

/// <summary>A location path, possibly starting from a filtered expression such as <c>current()/../x</c> or <c>deref(.)[1]/..</c>.</summary>
internal sealed class PathExpression(int position, PathStart start, Expression? origin, IReadOnlyList<Expression> originPredicates, IReadOnlyList<Step> steps)
    : Expression(position)
{
    private readonly Step[] _steps = [.. steps];

    public PathStart Start => start;

    /// <summary>The expression it starts from when <see cref="Start"/> says so.</summary>
    public Expression? Origin => origin;

    public IReadOnlyList<Expression> OriginPredicates => originPredicates;

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>True when the value is worth keeping per anchor: many nodes share the anchor and finding it walks lists.</summary>
    public bool IsShared { get; set; }

    public override IEnumerable<Expression> Children
        => (origin is null ? [] : new[] { origin }).Concat(originPredicates).Concat(_steps.SelectMany(step => step.Predicates));

    public override XPathValue Evaluate(in EvaluationContext context)
        => IsShared ? SharedValue.Get(this, context, static (Expression expression, in EvaluationContext at) => ((PathExpression)expression).Walk(at)) : Walk(context);

    /// <summary>The steps without the last one, taken from the context: the nodes the last step starts from.</summary>
    public XPathValue WalkBeforeLast(in EvaluationContext context) => Walk(context, _steps.Length - 1);

    private XPathValue Walk(in EvaluationContext context) => Walk(context, _steps.Length);

    /// <summary>The first <paramref name="stepCount"/> steps.</summary>
    public XPathValue Walk(in EvaluationContext context, int stepCount)
    {
        XPathNode? single;
        NodeSet? many = null;
        switch (start)
        {
            case PathStart.Root:
                single = context.Session.Root;
                break;
            case PathStart.Context:
                single = context.Node;
                break;
            default:
                var value = Filtered(context);
                single = value.SingleNode;
                if (single is null)
                {
                    if (value.NodeCount == 0)
                    {
                        return XPathValue.Empty;
                    }

                    many = value.ToNodeSet(context.Session);
                }

                break;
        }

        for (var i = 0; i < stepCount; i++)
        {
            var step = _steps[i];
            if (single is not null && step.TrySingle(single, context, out var next))
            {
                if (next is null)
                {
                    return XPathValue.Empty;
                }

                single = next;
                continue;
            }

            many = Take(step, single, many, context);
            if (many.Count == 0)
            {
                return XPathValue.Empty;
            }

            single = many.Count == 1 ? many[0] : null;
        }

        return single is not null ? XPathValue.From(single) : XPathValue.From(many!); // one of the two is always set
    }

    private static NodeSet Take(Step step, XPathNode? single, NodeSet? many, in EvaluationContext context)
    {
        var result = new NodeSet();
        if (single is not null)
        {
            step.Apply(single, context, result);
            result.IsDisjoint = step.Axis is not (XPathAxis.Descendant or XPathAxis.DescendantOrSelf
                or XPathAxis.Ancestor or XPathAxis.AncestorOrSelf or XPathAxis.Following or XPathAxis.Preceding);
            return result;
        }

        many!.InDocumentOrder(context.Session); // the caller sets one of the two
        for (var i = 0; i < many.Count; i++)
        {
            step.Apply(many[i], context, result);
        }

        switch (step.Axis)
        {
            case XPathAxis.Self:
                result.IsDisjoint = many.IsDisjoint;
                break;
            case XPathAxis.Child when many.IsDisjoint:
                break;
            case XPathAxis.Child:
                result.MarkUnordered();
                break;
            case XPathAxis.Descendant or XPathAxis.DescendantOrSelf when many.IsDisjoint:
                result.IsDisjoint = false;
                break;
            default:
                result.Distinct().MarkUnordered();
                break;
        }

        return result;
    }

    private XPathValue Filtered(in EvaluationContext context)
    {
        var value = origin!.Evaluate(context); // set whenever Start is Expression
        if (originPredicates.Count == 0 || value.Kind != XPathValueKind.NodeSet)
        {
            return value;
        }

        var nodes = new NodeSet();
        var all = value.ToNodeSet(context.Session);
        for (var i = 0; i < all.Count; i++)
        {
            nodes.Add(all[i]);
        }

        foreach (var predicate in originPredicates)
        {
            Step.Filter(predicate, 0, context, nodes);
        }

        nodes.IsDisjoint = all.IsDisjoint;
        return XPathValue.From(nodes);
    }
}
