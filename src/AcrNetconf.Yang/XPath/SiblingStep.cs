using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>The sibling axes (XPath 1.0 §2.2). Between entries of one list they use its indexes and positions instead of looking at all entries.</summary>
internal static class SiblingStep
{
    /// <summary>Adds the siblings in axis order, preceding ones nearest first.</summary>
    /// <returns>How many leading predicates need no further check.</returns>
    public static int Collect(Step step, XPathNode from, in EvaluationContext context, NodeSet into)
    {
        if (from.Parent is not { } parent || from.IsText)
        {
            return 0;
        }

        if (TryLookup(step, from, parent, context, into, out var applied) || TryNth(step, from, parent, context, into, out applied))
        {
            return applied;
        }

        All(step, from, parent, context.Session, into);
        return 0;
    }

    /// <summary><c>preceding-sibling::list[leaf = value]</c>: what the index finds, on the right side.</summary>
    private static bool TryLookup(Step step, XPathNode from, XPathNode parent, in EvaluationContext context, NodeSet into, out int applied)
    {
        applied = 0;
        var found = new NodeSet();
        if (step.Plan is not { } plan || !plan.TryApply(parent, step, context, found, out applied))
        {
            return false;
        }

        var count = found.Count;
        for (var i = 0; i < count; i++)
        {
            AddBeside(step, found[step.IsReverse ? count - 1 - i : i], from, context.Session, into);
        }

        return true;
    }

    /// <summary><c>preceding-sibling::list[1]</c> among entries of one list: by position.</summary>
    private static bool TryNth(Step step, XPathNode from, XPathNode parent, in EvaluationContext context, NodeSet into, out int applied)
    {
        applied = 1;
        if (step.Predicates is not [LiteralExpression { Value: { Kind: XPathValueKind.Number, Number: var number } }, ..] || !(number >= 1 && number <= int.MaxValue)
            || number != Math.Truncate(number) || step.Test is not { Kind: NodeTestKind.Name, Namespace: not null } || from.Data is not ListEntryNode
            || !ReferenceEquals(step.Test.Child(parent.BranchSchema!), from.Schema) // a parent is a branch
            || parent.Branch?.Find(from.Schema) is not ListNode list)
        {
            return false;
        }

        if (list.ListSchema.Keys.IsEmpty && from.Index < 0)
        {
            return false;
        }

        var position = context.Session.PositionOf(from);
        var wanted = step.IsReverse ? position - (long)number : position + (long)number;
        if (wanted >= 0 && wanted < list.Count)
        {
            into.Add(XPathNode.ForData(parent, list[(int)wanted], (int)wanted));
        }

        return true;
    }

    private static void All(Step step, XPathNode from, XPathNode parent, XPathSession session, NodeSet into)
    {
        var all = new NodeSet();
        if (step.Test is { Kind: NodeTestKind.Name, Namespace: not null } && step.Test.Child(parent.BranchSchema!) is { } only) // a parent is a branch
        {
            session.AddChildren(parent, only, all);
        }
        else
        {
            session.AddChildren(parent, all);
        }

        var count = all.Count;
        for (var i = 0; i < count; i++)
        {
            AddBeside(step, all[step.IsReverse ? count - 1 - i : i], from, session, into);
        }
    }

    private static void AddBeside(Step step, XPathNode candidate, XPathNode from, XPathSession session, NodeSet into)
    {
        var sign = XPathNode.CompareOrder(candidate, from, session);
        if ((step.IsReverse ? sign < 0 : sign > 0) && step.Selects(candidate))
        {
            into.Add(candidate);
        }
    }
}
