using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;
using AcrNetconf.Yang.XPath.Indexes;

namespace AcrNetconf.Yang.Validation;

/// <summary>Instances of a condition below an anchor that a change may concern.</summary>
/// <param name="session">The newer tree.</param>
/// <param name="condition">The condition.</param>
/// <param name="anchor">Instances are below or at this node.</param>
/// <param name="limit">What else tells them; null when nothing does.</param>
/// <param name="texts">The values the limit's probe has at the instances concerned.</param>
internal sealed class ConditionPlaces(
    XPathSession session, BoundCondition condition, XPathNode anchor, ReadLimit? limit = null, HashSet<string>? texts = null)
{
    public BoundCondition Condition => condition;

    /// <summary>True when the condition is one and the same statement about the anchor, wherever below it is asked.</summary>
    public bool IsDecidedByAnchor
        => condition.Expression is { } expression && SharedValue.IsWorthSharing(expression.Dependence)
            && Math.Min(expression.Dependence.Context, expression.Dependence.Current) >= SchemaPaths.Between(anchor.Schema, condition.Node).Count;

    /// <summary>Places where the condition applies: instances of its node, for a when of the parent of its node.</summary>
    public List<XPathNode> All() => Find(int.MaxValue);

    /// <summary>One of the places; null when there is none.</summary>
    public XPathNode? Any() => Find(1) is [var first, ..] ? first : null;

    private List<XPathNode> Find(int most)
    {
        var places = new List<XPathNode>();
        if (texts is { Count: 0 })
        {
            return places;
        }

        for (var at = anchor; at.Parent is { } above; at = above)
        {
            if (!session.ConditionsHold(above, at.Schema))
            {
                return places; // what may not exist is reported as such, and nothing below it
            }
        }

        var node = condition.Node;
        var isChoice = node is ChoiceSchema or CaseSchema;
        var path = SchemaPaths.Between(anchor.Schema, isChoice ? node.DataParent! : node); // only the root has no parent
        if (condition.Kind == ConditionKind.When && !isChoice)
        {
            if (path.Count == 0)
            {
                // The condition's own node is the anchor: only that instance's parent is concerned.
                return anchor.Parent is { } parent ? [parent] : places;
            }

            path.RemoveAt(path.Count - 1);
        }

        Collect(anchor, path, 0, most, places);
        return places;
    }

    private void Collect(XPathNode at, List<SchemaNode> path, int depth, int most, List<XPathNode> into)
    {
        if (depth == path.Count)
        {
            into.Add(at);
            return;
        }

        if (!session.ConditionsHold(at, path[depth]))
        {
            return;
        }

        if (path[depth] is ListSchema list && at.Branch?.Find(list) is { } entries)
        {
            InEntries(at, entries, path, depth, most, into);
            return;
        }

        if (path[depth] is LeafListSchema leafList && TryValues(at, leafList, into))
        {
            return;
        }

        var instances = new NodeSet();
        session.AddChildren(at, path[depth], instances);
        for (var i = 0; i < instances.Count && into.Count < most; i++)
        {
            Collect(instances[i], path, depth + 1, most, into);
        }
    }

    private void InEntries(XPathNode at, ListNode list, List<SchemaNode> path, int depth, int most, List<XPathNode> into)
    {
        if (session.IsConfigOnly && !list.ListSchema.IsConfig)
        {
            return;
        }

        if (limit is not null && IsBelow(limit.ProbeAnchor, list.Schema) && session.Cache?.ByLeaf(at, list, limit.Probe) is { } index)
        {
            var found = new List<ListEntryNode>();
            foreach (var text in texts!) // comes with the limit
            {
                index.Find(LeafFacet.HashOf(text), found);
            }

            foreach (var entry in found.Distinct())
            {
                Collect(XPathNode.ForData(at, entry), path, depth + 1, most, into);
            }

            return;
        }

        var position = 0;
        foreach (var entry in list.Entries)
        {
            if (into.Count >= most)
            {
                return;
            }

            Collect(XPathNode.ForData(at, entry, position++), path, depth + 1, most, into);
        }
    }

    /// <summary>Values of a leaf-list are found by themselves.</summary>
    private bool TryValues(XPathNode at, LeafListSchema schema, List<XPathNode> into)
    {
        if (limit is null || !ReferenceEquals(limit.Probe, schema) || at.Branch?.Find(schema) is not { Sequence.Kind: not SequenceKind.Plain } values)
        {
            return false;
        }

        var prefixes = new ModuleNames(session.Context, schema.Module);
        foreach (var text in texts!) // comes with the limit
        {
            if (schema.Type.TryParse(text, prefixes, out var value, out _) && values.IndexOf(value) is >= 0 and var position)
            {
                into.Add(XPathNode.ForItem(at, schema, values[position], position));
            }
        }

        return true;
    }

    private static bool IsBelow(SchemaNode node, SchemaNode list)
    {
        for (SchemaNode? at = node; at is not null; at = SchemaWalk.ParentOf(at))
        {
            if (ReferenceEquals(at, list))
            {
                return true;
            }
        }

        return false;
    }
}
