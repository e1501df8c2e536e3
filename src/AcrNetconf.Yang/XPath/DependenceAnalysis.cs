namespace AcrNetconf.Yang.XPath;

/// <summary>Fills in what evaluation wants to know beforehand: heights, shared values, index plans.</summary>
internal static class DependenceAnalysis
{
    /// <summary>Analyses an expression whose names are resolved.</summary>
    public static void Run(Expression expression)
    {
        foreach (var child in expression.Children)
        {
            Run(child);
        }

        expression.Dependence = Of(expression);
        switch (expression)
        {
            case PathExpression path:
                foreach (var step in path.Steps)
                {
                    step.Plan = PlanFor(step);
                }

                path.IsShared = SharedValue.IsWorthSharing(path.Dependence) && WalksLists(path);
                break;
            case FunctionCall call:
                call.IsShared = SharedValue.IsWorthSharing(call.Dependence) && call.Arguments.OfType<PathExpression>().Any(WalksLists);
                break;
            default:
                break;
        }
    }

    private static Dependence Of(Expression expression)
    {
        switch (expression)
        {
            case PathExpression path:
                return OfPath(path);
            case FunctionCall call:
                return OfCall(call);
            default:
                var all = Dependence.None;
                foreach (var child in expression.Children)
                {
                    all = all.And(child.Dependence);
                }

                return all;
        }
    }

    private static Dependence OfCall(FunctionCall call)
    {
        var reads = call.Function.Reads;
        var all = Dependence.None;
        foreach (var argument in call.Arguments)
        {
            all = all.And(argument.Dependence);
        }

        if (reads.HasFlag(FunctionReads.Current))
        {
            all = all.And(new(Dependence.Constant, 0, false));
        }

        if (reads.HasFlag(FunctionReads.Position))
        {
            all = all.And(new(Dependence.Constant, Dependence.Constant, true));
        }

        if (reads.HasFlag(FunctionReads.ContextByDefault) && call.Arguments.Count == 0)
        {
            all = all.And(new(0, Dependence.Constant, false));
        }

        return all;
    }

    private static Dependence OfPath(PathExpression path)
    {
        // Predicates see other context nodes; only what they take from current() leaks out.
        var current = Dependence.Constant;
        foreach (var predicate in path.OriginPredicates.Concat(path.Steps.SelectMany(step => step.Predicates)))
        {
            current = Math.Min(current, predicate.Dependence.Current);
        }

        var climbed = 0;
        foreach (var step in path.Steps)
        {
            if (step.Axis != XPathAxis.Parent || step.Predicates.Count > 0 || step.Test.Kind != NodeTestKind.Node)
            {
                break;
            }

            climbed++;
        }

        var start = path.Start switch
        {
            PathStart.Root => Dependence.None,
            PathStart.Context => new Dependence(0, Dependence.Constant, false),
            _ => path.Origin!.Dependence, // set whenever Start is Expression
        };
        if (!StaysBelow(path, climbed))
        {
            // Sideways and upward steps later on make the anchor unknowable here.
            return new(start.Context == Dependence.Constant ? start.Context : 0, Math.Min(start.Current == Dependence.Constant ? start.Current : 0, current), start.UsesPosition);
        }

        var isSelfOrigin = path.Start == PathStart.Context
            || (path.Origin is FunctionCall { Function.Reads: FunctionReads.Current } && path.OriginPredicates.Count == 0);
        var lift = isSelfOrigin ? climbed : 0;
        return new(Raise(start.Context, lift), Math.Min(Raise(start.Current, lift), current), start.UsesPosition);
    }

    private static bool StaysBelow(PathExpression path, int climbed)
    {
        for (var i = climbed; i < path.Steps.Count; i++)
        {
            if (path.Steps[i].Axis is not (XPathAxis.Child or XPathAxis.Self or XPathAxis.Descendant or XPathAxis.DescendantOrSelf))
            {
                return false;
            }
        }

        return true;
    }

    private static int Raise(int height, int by) => height == Dependence.Constant ? height : height + by;

    private static bool WalksLists(PathExpression path)
    {
        // Whether a step meets a list is known only with the schema; a path that goes down at all may.
        foreach (var step in path.Steps)
        {
            if (step.Axis is XPathAxis.Descendant or XPathAxis.DescendantOrSelf or XPathAxis.Following or XPathAxis.Preceding
                || (step.Axis == XPathAxis.Child && step.MayMeetList))
            {
                return true;
            }
        }

        return false;
    }

    private static IndexPlan? PlanFor(Step step)
    {
        if (step.Axis is not (XPathAxis.Child or XPathAxis.PrecedingSibling or XPathAxis.FollowingSibling) || step.Test is not { Kind: NodeTestKind.Name } || step.Predicates.Count == 0)
        {
            return null;
        }

        var lookups = new List<IndexLookup>();
        var complete = 0;
        foreach (var predicate in step.Predicates)
        {
            if (predicate.Dependence.UsesPosition || predicate is not (ComparisonExpression or LogicalExpression { IsOr: false }))
            {
                break;
            }

            var conjuncts = predicate is LogicalExpression and ? and.Operands : [predicate];
            var found = conjuncts.Select(LookupOf).OfType<IndexLookup>().ToList();
            lookups.AddRange(found);
            if (found.Count < conjuncts.Count)
            {
                break;
            }

            complete++;
        }

        return lookups.Count == 0 ? null : new IndexPlan(lookups, complete);
    }

    private static IndexLookup? LookupOf(Expression expression)
    {
        if (expression is not ComparisonExpression { Operation: XPathTokenKind.Equal } comparison)
        {
            return null;
        }

        if (LeafOf(comparison.Left) is { } left && comparison.Right.Dependence.IsContextFree)
        {
            return new(left, comparison.Right);
        }

        return LeafOf(comparison.Right) is { } right && comparison.Left.Dependence.IsContextFree ? new(right, comparison.Left) : null;
    }

    private static NodeTest? LeafOf(Expression expression)
        => expression is PathExpression { Start: PathStart.Context, Steps: [{ Axis: XPathAxis.Child, Predicates.Count: 0, Test: { Kind: NodeTestKind.Name } test }] }
            ? test
            : null;
}
