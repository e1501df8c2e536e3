using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Finds the conditions a change can affect, and the instances concerned.</summary>
/// <remarks>A condition is affected when it reads a changed schema node; the instances are those below the same anchor as the change.</remarks>
internal sealed class AffectedConditions(XPathSession session, Func<BoundCondition, bool> isWanted)
{
    private readonly HashSet<(BoundCondition Condition, XPathNode Anchor)> _scheduled = [];

    public IReadOnlyCollection<(BoundCondition Condition, XPathNode Anchor)> Scheduled => _scheduled;

    /// <summary>Notes what one change below <paramref name="parent"/> affects; not what changes further below affect.</summary>
    private void Add(DiffNode change, XPathNode parent)
    {
        switch (change.Operation)
        {
            case DiffOperation.Descend:
                if (IsEmptinessChange(change))
                {
                    SiblingCases(change.Schema, parent);
                }

                break;
            case DiffOperation.Move or DiffOperation.Replace:
                One(change.Schema, parent, change.Operation);
                break;
            default:
                All(change.Schema, parent, change.Operation);
                SiblingCases(change.Schema, parent);
                break;
        }
    }

    /// <summary>Notes conditions that may read anything; they are registered at the root.</summary>
    private void AddUnbounded() => One(session.Context.Root, session.Root, DiffOperation.Replace);

    /// <summary>Notes the changes of a whole difference.</summary>
    public void AddAll(DataDiff change)
    {
        Below(change.Root, session.Root);
        if (!change.IsEmpty)
        {
            AddUnbounded();
        }
    }

    /// <summary>Places below an anchor where a condition applies: instances of its node, for a when of the parent of its node.</summary>
    public IEnumerable<XPathNode> PlacesOf(BoundCondition condition, XPathNode anchor)
    {
        for (var at = anchor; at.Parent is { } above; at = above)
        {
            if (!session.ConditionsHold(above, at.Schema))
            {
                return []; // what may not exist is reported as such, and nothing below it
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
                return anchor.Parent is { } parent ? [parent] : [];
            }

            path.RemoveAt(path.Count - 1);
        }

        var places = new List<XPathNode>();
        Collect(anchor, path, 0, places);
        return places;
    }

    /// <summary>The data nodes whose existence a when decides.</summary>
    public static IEnumerable<SchemaNode> GuardedBy(BoundCondition when)
        => when.Node is ChoiceSchema or CaseSchema ? ((SchemaBranch)when.Node).DataChildren : [when.Node];

    /// <summary>The place of a changed node in the newer tree.</summary>
    public static XPathNode NodeOf(DiffNode change, XPathNode parent) => change switch
    {
        { Schema: LeafListSchema leafList } => XPathNode.ForItem(parent, leafList, change.Key[0], change.After is LeafListNode values ? values.IndexOf(change.Key[0]) : -1),
        { After: { } after } => XPathNode.ForData(parent, after, change.Position - 1),
        _ => XPathNode.ForDefault(parent, change.Schema),
    };

    private void Below(DiffNode parent, XPathNode at)
    {
        foreach (var child in parent.Children)
        {
            Add(child, at);
            if (child.Operation is DiffOperation.Descend or DiffOperation.Move)
            {
                Below(child, NodeOf(child, at));
            }
        }
    }

    private static bool IsEmptinessChange(DiffNode change)
        => change is { Schema: ContainerSchema { IsPresence: false }, Before: { } before, After: { } after }
            && CaseSelection.IsEmpty(before) != CaseSelection.IsEmpty(after);

    private void Collect(XPathNode at, List<SchemaNode> path, int depth, List<XPathNode> into)
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

        var instances = new NodeSet();
        session.AddChildren(at, path[depth], instances);
        for (var i = 0; i < instances.Count; i++)
        {
            Collect(instances[i], path, depth + 1, into);
        }
    }

    /// <summary>The node and everything that can hang below it, defaults included.</summary>
    private void All(SchemaNode schema, XPathNode parent, DiffOperation operation)
    {
        One(schema, parent, operation);
        if (schema is SchemaBranch branch)
        {
            foreach (var child in branch.DataChildren)
            {
                All(child, parent, operation);
            }
        }
    }

    /// <summary>Data in one case makes the defaults of the others come and go.</summary>
    private void SiblingCases(SchemaNode schema, XPathNode parent)
    {
        foreach (var sibling in OtherCases(schema))
        {
            All(sibling, parent, DiffOperation.Replace);
        }
    }

    /// <summary>What else hangs under the outermost choice around a node.</summary>
    public static IEnumerable<SchemaNode> OtherCases(SchemaNode schema)
    {
        SchemaBranch? outermost = null;
        for (var node = schema.Parent; node is ChoiceSchema or CaseSchema; node = node.Parent)
        {
            outermost = node;
        }

        return outermost?.DataChildren.Where(sibling => !ReferenceEquals(sibling, schema)) ?? [];
    }

    private void One(SchemaNode read, XPathNode parent, DiffOperation operation)
    {
        foreach (var (condition, anchorSchema) in read.Rules.Dependents)
        {
            // A node that appears can only help a reference to it.
            if ((operation == DiffOperation.Create && condition is { Kind: ConditionKind.Reference, ReadsAnything: false, IsPlainPath: true }) || !isWanted(condition))
            {
                continue;
            }

            XPathNode? anchor = parent;
            while (anchor is not null && !ReferenceEquals(anchor.Schema, anchorSchema))
            {
                anchor = anchor.Parent;
            }

            // An anchor inside the changed subtree is new, and checked as such, or gone.
            if (anchor is not null)
            {
                _scheduled.Add((condition, anchor));
            }
        }
    }
}
