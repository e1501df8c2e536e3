using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>One location step (XPath 1.0 §2.1): axis, node test, predicates.</summary>
internal sealed class Step(XPathAxis axis, NodeTest test, IReadOnlyList<Expression> predicates, int position)
{
    private readonly Expression[] _predicates = [.. predicates];

    public XPathAxis Axis { get; } = axis;

    public NodeTest Test { get; } = test;

    public IReadOnlyList<Expression> Predicates => _predicates;

    /// <summary>0-based offset in the text.</summary>
    public int Position { get; } = position;

    /// <summary>How predicates of the form <c>leaf = value</c> can use an index; null when they cannot.</summary>
    public IndexPlan? Plan { get; set; }

    /// <summary>True unless the schema shows that the step leads to no list or leaf-list.</summary>
    public bool MayMeetList { get; set; } = true;

    /// <summary>True when the result comes in reverse document order and positions count that way.</summary>
    public bool IsReverse => Axis is XPathAxis.Ancestor or XPathAxis.AncestorOrSelf or XPathAxis.Preceding or XPathAxis.PrecedingSibling;

    /// <summary>Answers the common step that leads from one node to at most one, without building a set.</summary>
    /// <returns>False when the step has to be taken the general way.</returns>
    public bool TrySingle(XPathNode from, in EvaluationContext context, out XPathNode? result)
    {
        result = null;
        if (_predicates.Length != 0)
        {
            return TryKeyed(from, context, out result);
        }

        switch (Axis)
        {
            case XPathAxis.Parent:
                result = from.Parent is { } parent && Selects(parent) ? parent : null;
                return true;
            case XPathAxis.Self:
                result = Selects(from) ? from : null;
                return true;
            case XPathAxis.Child when Test.Kind == NodeTestKind.Name && Test.Namespace is not null:
                if (from.BranchSchema is not { } schema)
                {
                    return true;
                }

                var child = Test.Child(schema);
                if (child is ListSchema or LeafListSchema)
                {
                    return false;
                }

                context.Session.Spend(1);
                result = child is null ? context.Session.GuestUnder(from, Test) : context.Session.FindChild(from, child);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Adds what the step selects from one node, in document order, predicates applied.</summary>
    public void Apply(XPathNode from, in EvaluationContext context, NodeSet into)
    {
        var start = into.Count;
        var applied = 0;
        if (Axis is XPathAxis.PrecedingSibling or XPathAxis.FollowingSibling)
        {
            applied = SiblingStep.Collect(this, from, context, into);
        }
        else if (Plan is not { } plan || !plan.TryApply(from, this, context, into, out applied))
        {
            AxisWalk.Collect(this, from, context.Session, into);
        }

        for (var i = applied; i < _predicates.Length; i++)
        {
            Filter(_predicates[i], start, context, into);
        }

        if (IsReverse)
        {
            into.Reverse(start);
        }
    }

    /// <summary>True when the node test selects the node on an element axis.</summary>
    public bool Selects(XPathNode node)
    {
        if (node.IsText)
        {
            return Test.Kind is NodeTestKind.Node or NodeTestKind.Text;
        }

        // The root has no name: only node() selects it.
        return node.IsRoot ? Test.Kind == NodeTestKind.Node : Test.Matches(node.Schema);
    }

    /// <summary>Keeps the nodes from <paramref name="start"/> on that a predicate admits (XPath 1.0 §2.4).</summary>
    public static void Filter(Expression predicate, int start, in EvaluationContext context, NodeSet nodes)
    {
        var size = nodes.Count - start;
        if (predicate is LiteralExpression { Value.Kind: XPathValueKind.Number } number)
        {
            KeepOnly(number.Value.Number, start, size, nodes);
            return;
        }

        context.Session.Spend(size);
        var kept = start;
        for (var i = 0; i < size; i++)
        {
            var node = nodes[start + i];
            if (Admits(predicate, context.At(node, i + 1, size)))
            {
                nodes.Set(kept++, node);
            }
        }

        nodes.Truncate(kept);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Axis}::{Test}";

    private static bool Admits(Expression predicate, in EvaluationContext context)
    {
        if (predicate is ComparisonExpression or LogicalExpression)
        {
            return predicate.EvaluateBoolean(context);
        }

        var value = predicate.Evaluate(context);
        return value.Kind == XPathValueKind.Number ? value.Number == context.Position : value.ToBoolean();
    }

    private static void KeepOnly(double position, int start, int size, NodeSet nodes)
    {
        if (position >= 1 && position <= size && position == Math.Truncate(position))
        {
            nodes.Set(start, nodes[start + (int)position - 1]);
            nodes.Truncate(start + 1);
        }
        else
        {
            nodes.Truncate(start);
        }
    }

    private bool TryKeyed(XPathNode from, in EvaluationContext context, out XPathNode? result)
    {
        result = null;
        return Axis == XPathAxis.Child && Plan is { } plan && plan.PredicateCount == _predicates.Length && plan.TrySingle(from, this, context, out result);
    }
}
