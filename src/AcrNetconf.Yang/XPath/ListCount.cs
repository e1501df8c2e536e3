using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>count() of all entries of a list, without visiting them.</summary>
internal static class ListCount
{
    /// <summary>Answers when the last step names a whole list below one node.</summary>
    public static bool TryCount(PathExpression path, in EvaluationContext context, out int count)
    {
        count = 0;
        if (path.Steps.Count == 0
            || path.Steps[^1] is not { Axis: XPathAxis.Child, Predicates.Count: 0, Test: { Kind: NodeTestKind.Name, Namespace: not null } test })
        {
            return false;
        }

        var parents = path.WalkBeforeLast(context);
        for (var i = 0; i < parents.NodeCount; i++)
        {
            var parent = parents.NodeAt(i);
            if (parent.BranchSchema is not { } schema || test.Child(schema) is not ListSchema list)
            {
                count = 0;
                return false;
            }

            if (parent.Branch?.Find(list) is ListNode entries && (list.IsConfig || !context.Session.IsConfigOnly))
            {
                count += entries.Count;
            }
        }

        return true;
    }
}
