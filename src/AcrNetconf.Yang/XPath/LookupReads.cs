using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>Recognises the predicate <c>[leaf = current()/probe]</c>, which limits what a step can read.</summary>
internal static class LookupReads
{
    /// <summary>The first conjunct of a step's first predicate that compares a leaf with something that hangs on current().</summary>
    public static (NodeTest Leaf, Expression Probe)? Of(Step step)
    {
        if (step.Axis != XPathAxis.Child || step.Predicates.Count == 0 || CallsPosition(step.Predicates[0]))
        {
            return null;
        }

        var conjuncts = step.Predicates[0] is LogicalExpression { IsOr: false } and ? and.Operands : [step.Predicates[0]];
        foreach (var conjunct in conjuncts)
        {
            if (conjunct is not ComparisonExpression { Operation: XPathTokenKind.Equal } comparison)
            {
                continue;
            }

            if (LeafOf(comparison.Left) is { } left && HangsOnCurrent(comparison.Right))
            {
                return (left, comparison.Right);
            }

            if (LeafOf(comparison.Right) is { } right && HangsOnCurrent(comparison.Left))
            {
                return (right, comparison.Left);
            }
        }

        return null;
    }

    /// <summary>True when a path can only select more when there is more data: all its predicates compare a leaf with something that hangs on current().</summary>
    /// <remarks>RFC 7950 §9.9.2 allows leafrefs no others.</remarks>
    public static bool IsMonotone(Expression expression)
        => expression is PathExpression { Start: not PathStart.Expression } path
            && path.Steps.All(static step => step.Axis is XPathAxis.Child or XPathAxis.Parent
                && step.Predicates.All(static predicate => predicate is ComparisonExpression { Operation: XPathTokenKind.Equal } comparison
                    && ((LeafOf(comparison.Left) is not null && HangsOnCurrent(comparison.Right))
                        || (LeafOf(comparison.Right) is not null && HangsOnCurrent(comparison.Left)))));

    /// <summary>True when equal values of the two leafs, and no others, have equal text.</summary>
    public static bool IsComparable(SchemaNode left, SchemaNode right) => IsPlain(left.FinalValueType) && IsPlain(right.FinalValueType);

    private static bool IsPlain(YangType? type) => type is not (null or IdentityRefType or UnionType or InstanceIdentifierType or LeafRefType);

    private static bool CallsPosition(Expression expression)
        => expression is FunctionCall { Function.Reads: FunctionReads.Position } || expression.Children.Any(CallsPosition);

    private static NodeTest? LeafOf(Expression expression)
        => expression is PathExpression { Start: PathStart.Context, Steps: [{ Axis: XPathAxis.Child, Predicates.Count: 0, Test: { Kind: NodeTestKind.Name } test }] }
            ? test
            : null;

    private static bool HangsOnCurrent(Expression expression) => expression switch
    {
        FunctionCall { Function.Reads: FunctionReads.Current } => true,
        PathExpression { Start: PathStart.Expression, OriginPredicates.Count: 0, Origin: FunctionCall { Function.Reads: FunctionReads.Current } } path
            => path.Steps.All(static step => step.Predicates.Count == 0 && step.Axis is XPathAxis.Child or XPathAxis.Parent),
        _ => false,
    };
}
