using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Finds the conditions a change can affect, and the instances concerned.</summary>
/// <remarks>
/// A condition is affected when it reads a changed schema node; the instances are those below the same anchor as the change, and where
/// indexes are kept only those with the values the change is about.
/// </remarks>
internal sealed class AffectedConditions(XPathSession session, Func<BoundCondition, bool> isWanted)
{
    private readonly HashSet<(BoundCondition Condition, XPathNode Anchor)> _whole = [];
    private readonly Dictionary<(BoundCondition Condition, XPathNode Anchor, ReadLimit Limit), HashSet<string>> _limited = [];
    private readonly List<DiffNode> _trail = [];

    /// <summary>What has to be looked at again, each group once.</summary>
    public IEnumerable<ConditionPlaces> Scheduled
    {
        get
        {
            foreach (var (condition, anchor) in _whole)
            {
                yield return new(session, condition, anchor);
            }

            foreach (var ((condition, anchor, limit), texts) in _limited)
            {
                if (!_whole.Contains((condition, anchor)))
                {
                    yield return new(session, condition, anchor, limit, texts);
                }
            }
        }
    }

    /// <summary>Notes the changes of a whole difference.</summary>
    public void AddAll(DataDiff change)
    {
        Below(change.Root, session.Root);
        if (!change.IsEmpty)
        {
            // Conditions that may read anything are registered at the root.
            One(session.Context.Root, session.Root, DiffOperation.Replace);
        }
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

    private void Below(DiffNode parent, XPathNode at)
    {
        _trail.Add(parent);
        foreach (var child in parent.Children)
        {
            Add(child, at);
            if (child.Operation is DiffOperation.Descend or DiffOperation.Move)
            {
                Below(child, NodeOf(child, at));
            }
        }

        _trail.RemoveAt(_trail.Count - 1);
    }

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
                One(change.Schema, parent, change.Operation, change);
                break;
            default:
                All(change.Schema, parent, change.Operation, change);
                SiblingCases(change.Schema, parent);
                break;
        }
    }

    private static bool IsEmptinessChange(DiffNode change)
        => change is { Schema: ContainerSchema { IsPresence: false }, Before: { } before, After: { } after }
            && CaseSelection.IsEmpty(before) != CaseSelection.IsEmpty(after);

    /// <summary>The node and everything that can hang below it, defaults included.</summary>
    private void All(SchemaNode schema, XPathNode parent, DiffOperation operation, DiffNode? change = null)
    {
        One(schema, parent, operation, change);
        if (schema is SchemaBranch branch)
        {
            foreach (var child in branch.DataChildren)
            {
                All(child, parent, operation, change);
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

    private void One(SchemaNode read, XPathNode parent, DiffOperation operation, DiffNode? change = null)
    {
        foreach (var (condition, anchorSchema, limit, isIndirect) in read.Rules.Dependents)
        {
            // A node that appears can only help a reference to it, unless it takes the place of a default or forbids one.
            var isHelp = operation == DiffOperation.Create && !isIndirect && condition is { Kind: ConditionKind.Reference, ReadsAnything: false, IsMonotone: true }
                && read is not LeafSchema { Default: not null } and not LeafListSchema { Defaults.IsEmpty: false };
            if (isHelp || !isWanted(condition))
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
                Schedule(condition, anchor, limit, change);
            }
        }
    }

    private void Schedule(BoundCondition condition, XPathNode anchor, ReadLimit? limit, DiffNode? change)
    {
        if (limit is null || session.Cache is null || _whole.Contains((condition, anchor)))
        {
            _whole.Add((condition, anchor));
            return;
        }

        var key = (condition, anchor, limit);
        if (!_limited.TryGetValue(key, out var texts))
        {
            _limited.Add(key, texts = new(StringComparer.Ordinal));
        }

        if (!ChangedValues.TryCollect(limit, _trail, change, texts))
        {
            _whole.Add((condition, anchor));
        }
    }
}
