using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath.Indexes;

namespace AcrNetconf.Yang.XPath;

/// <summary>Finds the targets of one leafref value through indexes that outlive the tree, instead of collecting all targets.</summary>
internal static class TargetSearch
{
    /// <summary>Follows a path to the nodes with the value; false when its last steps are of no help.</summary>
    public static bool TryFind(PathExpression path, in YangValue value, in EvaluationContext context, out XPathValue targets)
    {
        targets = XPathValue.Empty;
        var fixedSteps = path.Steps.Count;
        while (fixedSteps > 0 && path.Steps[fixedSteps - 1] is { Axis: XPathAxis.Child, Predicates.Count: 0, Test: { Kind: NodeTestKind.Name, Namespace: not null } })
        {
            fixedSteps--;
        }

        if (fixedSteps == path.Steps.Count)
        {
            return false;
        }

        var starts = path.Walk(context, fixedSteps);
        var found = new NodeSet();
        for (var i = 0; i < starts.NodeCount; i++)
        {
            Below(starts.NodeAt(i), path.Steps, fixedSteps, value, context, found);
        }

        targets = found.Count switch
        {
            0 => XPathValue.Empty,
            1 => XPathValue.From(found[0]),
            _ => XPathValue.From(found),
        };
        return true;
    }

    private static void Below(XPathNode at, IReadOnlyList<Step> steps, int depth, in YangValue value, in EvaluationContext context, NodeSet into)
    {
        if (depth == steps.Count)
        {
            if (at.Value == value)
            {
                into.Add(at);
            }

            return;
        }

        if (at.BranchSchema is not { } branch || steps[depth].Test.Child(branch) is not { } schema)
        {
            return;
        }

        var session = context.Session;
        if (schema is ListSchema list && at.Branch?.Find(list) is { } entries && TargetOf(list, steps, depth + 1) is { } leaf
            && session.Cache?.ByLeaf(at, entries, leaf) is { } index) // cached trees are configuration
        {
            var candidates = new List<ListEntryNode>();
            index.Find(LeafFacet.HashOf(value.ToString()), candidates);
            session.Spend(candidates.Count);
            foreach (var entry in candidates)
            {
                Below(XPathNode.ForData(at, entry), steps, depth + 1, value, context, into);
            }

            return;
        }

        if (schema is LeafListSchema leafList && at.Branch?.Find(leafList) is { Sequence.Kind: not SequenceKind.Plain } values)
        {
            if (values.IndexOf(value) is >= 0 and var position)
            {
                into.Add(XPathNode.ForItem(at, leafList, value, position));
            }

            return;
        }

        var children = new NodeSet();
        session.AddChildren(at, schema, children);
        for (var i = 0; i < children.Count; i++)
        {
            Below(children[i], steps, depth + 1, value, context, into);
        }
    }

    private static SchemaNode? TargetOf(SchemaBranch from, IReadOnlyList<Step> steps, int depth)
    {
        SchemaNode? at = from;
        for (var i = depth; i < steps.Count; i++)
        {
            at = at is SchemaBranch branch ? steps[i].Test.Child(branch) : null;
        }

        return at;
    }
}
