using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>The checks of single nodes; where they are applied is decided by the walks.</summary>
internal sealed class NodeChecks(XPathSession session, ViolationList violations, bool isStatePass = false)
{
    /// <summary>True when configuration has been checked already and only state is left.</summary>
    public bool IsStatePass => isStatePass;

    public XPathSession Session => session;

    public ViolationList Violations => violations;

    /// <summary>All musts of one instance.</summary>
    public void Musts(XPathNode node)
    {
        foreach (var must in node.Schema.Musts)
        {
            if (must.Expression.Compiled is not { } compiled)
            {
                continue;
            }

            if (!compiled.Root.EvaluateBoolean(new(node, session, compiled.Scope)))
            {
                violations.Must(node, must);
            }
        }
    }

    /// <summary>Whether one must holds at an instance; says nothing about it.</summary>
    public bool Holds(BoundCondition must, XPathNode node)
    {
        foreach (var candidate in node.Schema.Musts)
        {
            if (candidate.Expression.Compiled is { } compiled && ReferenceEquals(compiled.Root, must.Expression))
            {
                return compiled.Root.EvaluateBoolean(new(node, session, compiled.Scope));
            }
        }

        return true;
    }

    /// <summary>Whether data may exist at all; when not, that is the only thing said about it.</summary>
    public bool MayExist(XPathNode parent, SchemaNode schema)
    {
        if (session.ConditionsHold(parent, schema))
        {
            return true;
        }

        violations.When(parent, schema, FirstConditional(schema));
        return false;
    }

    /// <summary>The value of a leaf or leaf-list entry must refer to something that exists (RFC 7950 §9.9.3, §9.13).</summary>
    public void Reference(XPathNode node)
    {
        var value = node.Value;
        if (!value.IsValid)
        {
            return;
        }

        if (node.Schema.ValueType is { } type && !Refers(node, value, type))
        {
            violations.Reference(node, value, type is LeafRefType reference ? reference.Target.SchemaPath : null);
        }
    }

    /// <summary>Number of entries or values (RFC 7950 §7.7.5, §7.7.6).</summary>
    public void Count(XPathNode parent, SchemaNode schema, int count)
    {
        var (minimum, maximum) = schema switch
        {
            ListSchema list => (list.MinElements, list.MaxElements),
            LeafListSchema leafList => (leafList.MinElements, leafList.MaxElements),
            _ => (0u, null),
        };
        if (count < minimum && (count > 0 || IsEnforced(parent, schema)))
        {
            violations.TooFew(parent, schema, count, minimum);
        }

        if (count > maximum)
        {
            violations.TooMany(parent, schema, count, maximum.Value);
        }
    }

    /// <summary>A mandatory leaf or anydata that is not there.</summary>
    public void Missing(XPathNode parent, SchemaNode schema)
    {
        if (schema is LeafSchema { IsMandatory: true, IsKey: false } or AnydataSchema { IsMandatory: true } && IsEnforced(parent, schema))
        {
            violations.Missing(parent, schema);
        }
    }

    /// <summary>Choices below one instance: mandatory ones have a case, all have at most one.</summary>
    public void Choices(XPathNode parent, NodeRules rules)
    {
        foreach (var choice in rules.MandatoryChoices)
        {
            if (!CaseSelection.HasData(parent.Branch, choice) && IsEnforced(parent, choice))
            {
                violations.MissingChoice(parent, choice);
            }
        }

        foreach (var choice in rules.Choices)
        {
            SingleCase(parent, choice);
        }
    }

    /// <summary>unique of one list (RFC 7950 §7.8.3).</summary>
    public void Uniques(XPathNode parent, ListNode list)
    {
        foreach (var leafs in list.ListSchema.Uniques)
        {
            new UniqueCheck(session, violations, parent, list, leafs).Run();
        }
    }

    private bool Refers(XPathNode node, in YangValue value, YangType type) => type switch
    {
        LeafRefType or InstanceIdentifierType => References.Exists(node, value, type, session),
        UnionType union => UnionMembers.Select(node, value, union, session, out _) is not null,
        _ => true,
    };

    private void SingleCase(XPathNode parent, ChoiceSchema choice)
    {
        if (parent.Branch is not { } branch)
        {
            return;
        }

        SchemaNode? first = null;
        foreach (var @case in choice.Children)
        {
            if (@case is CaseSchema candidate && FirstData(branch, candidate) is { } data)
            {
                if (first is not null)
                {
                    violations.TwoCases(parent, choice, first, data);
                    return;
                }

                first = data;
            }
        }
    }

    private static SchemaNode? FirstData(DataBranch branch, CaseSchema @case)
    {
        foreach (var child in @case.DataChildren)
        {
            if (branch.Find(child) is { } data && !CaseSelection.IsEmpty(data))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>RFC 7950 §7.6.5: inside a case, only when the case has data; never where a when is false.</summary>
    private bool IsEnforced(XPathNode parent, SchemaNode schema)
    {
        for (var node = schema; node.Parent is CaseSchema { Parent: ChoiceSchema choice } @case; node = choice)
        {
            if (!CaseSelection.HasData(parent.Branch, @case))
            {
                return false;
            }
        }

        return session.ConditionsHold(parent, schema);
    }

    private SchemaNode? FirstConditional(SchemaNode schema)
    {
        for (var node = schema; node is not null; node = node.Parent)
        {
            if (!node.Whens.IsEmpty)
            {
                return node;
            }
        }

        return null;
    }
}
