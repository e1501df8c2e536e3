using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Checks what a change can affect: what is new, the parents of what came and went, and the conditions that read what changed.</summary>
internal sealed class ChangeWalk
{
    private readonly NodeChecks _checks;
    private readonly TreeWalk _walk;
    private readonly AffectedConditions _affected;

    public ChangeWalk(NodeChecks checks)
    {
        _checks = checks;
        _walk = new TreeWalk(checks);
        _affected = new AffectedConditions(checks.Session, condition => Concerns(condition.Node));
    }

    public void Run(DataDiff change)
    {
        _affected.AddAll(change);
        Below(change.Root, _checks.Session.Root);

        foreach (var places in _affected.Scheduled)
        {
            if (places.IsDecidedByAnchor && (places.Any() is not { } one || _checks.Holds(places.Condition, one)))
            {
                continue;
            }

            foreach (var place in places.All())
            {
                Recheck(places.Condition, place);
            }
        }
    }

    /// <summary>Whether this pass answers for the node: configuration and state are checked in turn.</summary>
    private bool Concerns(SchemaNode node) => node.IsConfig != _checks.IsStatePass;

    private void Below(DiffNode parent, XPathNode at)
    {
        Parent(parent, at);
        foreach (var child in parent.Children)
        {
            if (child.After is not null && !_checks.Session.ConditionsHold(at, child.Schema))
            {
                // That it may not exist is all there is to say about it.
                _checks.MayExist(at, child.Schema);
                if (child.Operation == DiffOperation.Create)
                {
                    OtherCases(child, at);
                }

                continue;
            }

            switch (child.Operation)
            {
                case DiffOperation.Descend:
                    Below(child, AffectedConditions.NodeOf(child, at));
                    break;
                case DiffOperation.Move:
                    Appeared(child, at);
                    Below(child, AffectedConditions.NodeOf(child, at));
                    break;
                default:
                    Appeared(child, at);
                    OtherCases(child, at);
                    break;
            }
        }
    }

    /// <summary>Checks of a node whose children came or went: choices, counts, unique.</summary>
    private void Parent(DiffNode parent, XPathNode at)
    {
        var rules = at.Schema.Rules;
        if ((!rules.Choices.IsEmpty || !rules.MandatoryChoices.IsEmpty) && (at.IsRoot || Concerns(at.Schema)))
        {
            _checks.Choices(at, rules);
        }

        var changes = parent.Children;
        for (var start = 0; start < changes.Length;)
        {
            var schema = changes[start].Schema;
            var end = start;
            var isCountChanged = false;
            for (; end < changes.Length && ReferenceEquals(changes[end].Schema, schema); end++)
            {
                isCountChanged |= changes[end].Operation is DiffOperation.Create or DiffOperation.Delete;
            }

            if (schema is ListSchema or LeafListSchema && Concerns(schema))
            {
                Sequence(at, schema, changes.AsSpan()[start..end], isCountChanged);
            }

            start = end;
        }
    }

    private void Sequence(XPathNode at, SchemaNode schema, ReadOnlySpan<DiffNode> changes, bool isCountChanged)
    {
        var data = at.Branch?.Find(schema);
        if (data is not null && !_checks.Session.ConditionsHold(at, schema))
        {
            return; // what may not exist is reported as such, and nothing else
        }

        if (isCountChanged)
        {
            _checks.Count(at, schema, data switch { ListNode list => list.Count, LeafListNode values => values.Count, _ => 0 });
        }

        if (data is null && schema is LeafListSchema { Defaults.IsEmpty: false })
        {
            _walk.Child(at, schema); // the last value went, so the defaults are back
        }

        if (data is not ListNode entries)
        {
            return;
        }

        foreach (var leafs in entries.ListSchema.Uniques)
        {
            var concerned = new HashSet<ListEntryNode>(ReferenceEqualityComparer.Instance);
            foreach (var change in changes)
            {
                if (change.After is ListEntryNode entry && (change.Operation == DiffOperation.Create || Touches(change, leafs)))
                {
                    concerned.Add(entry);
                }
            }

            new UniqueCheck(_checks.Session, _checks.Violations, at, entries, leafs).Run(concerned);
        }
    }

    private static bool Touches(DiffNode change, IReadOnlyCollection<SchemaNode> leafs)
    {
        foreach (var child in change.Children)
        {
            // A container or another case that comes or goes may bring or take a leaf of the set, or its default.
            if (leafs.Contains(child.Schema) || child.Schema is ContainerSchema || child.Schema.Parent is CaseSchema || Touches(child, leafs))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Checks a created, moved or replaced instance, or what stands in for a deleted one.</summary>
    private void Appeared(DiffNode change, XPathNode parent)
    {
        var schema = change.Schema;
        if (!Concerns(schema))
        {
            if (change.After is DataBranch && schema.Rules.NeedsStateVisit && _checks.IsStatePass)
            {
                _walk.Children(AffectedConditions.NodeOf(change, parent));
            }

            return;
        }

        if (schema is not (ListSchema or LeafListSchema))
        {
            _walk.Child(parent, schema);
        }
        else if (change.After is not null && (!schema.Rules.HasOwnChecks || _checks.MayExist(parent, schema)))
        {
            _walk.Instance(AffectedConditions.NodeOf(change, parent));
        }
    }

    /// <summary>What else hangs under the choice may have come into force: mandatory nodes of the case, defaults of others.</summary>
    private void OtherCases(DiffNode change, XPathNode parent)
    {
        if (change.Operation == DiffOperation.Replace)
        {
            return;
        }

        foreach (var sibling in AffectedConditions.OtherCases(change.Schema))
        {
            if (sibling.Rules.NeedsVisit && Concerns(sibling))
            {
                _walk.Child(parent, sibling);
            }
        }
    }

    private void Recheck(BoundCondition condition, XPathNode place)
    {
        switch (condition.Kind)
        {
            case ConditionKind.Must:
                _checks.Musts(place);
                break;
            case ConditionKind.Reference:
                _checks.Reference(place);
                break;
            default:
                foreach (var child in AffectedConditions.GuardedBy(condition))
                {
                    if (Concerns(child))
                    {
                        _walk.Child(place, child);
                        Uniques(place, child);
                    }
                }

                _checks.Choices(place, place.Schema.Rules);
                break;
        }
    }

    /// <summary>A default that came into force may make an entry like another.</summary>
    private void Uniques(XPathNode place, SchemaNode guarded)
    {
        if (guarded is ListSchema or LeafListSchema)
        {
            return;
        }

        var at = place;
        while (at is { Schema: not ListSchema, Parent: { } above })
        {
            at = above;
        }

        if (at is not { Data: ListEntryNode entry, Parent.Branch: { } branch } || branch.Find(entry.ListSchema) is not { } list)
        {
            return;
        }

        foreach (var leafs in entry.ListSchema.Uniques)
        {
            new UniqueCheck(_checks.Session, _checks.Violations, at.Parent, list, leafs).Run([entry]);
        }
    }
}
