using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Applies all checks to a subtree. Goes only where the schema has something to check.</summary>
internal sealed class TreeWalk(NodeChecks checks)
{
    /// <summary>Everything below one instance; the instance itself is the caller's.</summary>
    public void Children(XPathNode at)
    {
        if (at.BranchSchema is not { } schema)
        {
            return;
        }

        if (!checks.IsStatePass || !schema.IsConfig)
        {
            checks.Choices(at, schema.Rules);
        }

        foreach (var child in schema.Rules.Visits)
        {
            if (checks.IsStatePass && child.IsConfig)
            {
                BelowConfig(at, child);
            }
            else if (!checks.Session.IsConfigOnly || child.IsConfig)
            {
                Child(at, child);
            }
        }
    }

    /// <summary>State below configuration that has been checked already.</summary>
    private void BelowConfig(XPathNode parent, SchemaNode schema)
    {
        if (!schema.Rules.NeedsStateVisit || schema is not SchemaBranch)
        {
            return;
        }

        var instances = new NodeSet();
        checks.Session.AddChildren(parent, schema, instances);
        for (var i = 0; i < instances.Count; i++)
        {
            Children(instances[i]);
        }
    }

    /// <summary>One child, present or not, and everything below it.</summary>
    public void Child(XPathNode parent, SchemaNode schema)
    {
        var data = parent.Branch?.Find(schema);
        if (data is null || CaseSelection.IsEmpty(data))
        {
            // RFC 7950 §8.1: no node whose when is false, not even an empty container.
            if (data is not null && schema.Rules.HasOwnChecks && !checks.MayExist(parent, schema))
            {
                return;
            }

            Absent(parent, schema);
            return;
        }

        if (schema.Rules.HasOwnChecks && !checks.MayExist(parent, schema))
        {
            return;
        }

        switch (data)
        {
            case ListNode list:
                checks.Count(parent, schema, list.Count);
                checks.Uniques(parent, list);
                Entries(parent, list);
                break;
            case LeafListNode values:
                checks.Count(parent, schema, values.Count);
                Values(parent, (LeafListSchema)schema);
                break;
            default:
                Instance(XPathNode.ForData(parent, data));
                break;
        }
    }

    /// <summary>One instance, its own musts and references, and everything below it.</summary>
    public void Instance(XPathNode node)
    {
        checks.Musts(node);
        if (node.Schema.Rules.HasReference)
        {
            checks.Reference(node);
        }

        Children(node);
    }

    private void Absent(XPathNode parent, SchemaNode schema)
    {
        switch (schema)
        {
            case ListSchema:
                checks.Count(parent, schema, 0);
                break;
            case LeafListSchema leafList:
                checks.Count(parent, schema, 0);
                if (!leafList.Defaults.IsEmpty)
                {
                    Values(parent, leafList);
                }

                break;
            default:
                checks.Missing(parent, schema);
                if (checks.Session.FindChild(parent, schema) is { } implicitNode)
                {
                    Instance(implicitNode);
                }

                break;
        }
    }

    private void Entries(XPathNode parent, ListNode list)
    {
        var rules = list.Schema.Rules;
        if (list.Schema.Musts.IsEmpty && rules.Visits.IsEmpty && rules.Choices.IsEmpty && rules.MandatoryChoices.IsEmpty)
        {
            return;
        }

        var position = 0;
        foreach (var entry in list.Entries)
        {
            Instance(XPathNode.ForData(parent, entry, position++));
        }
    }

    private void Values(XPathNode parent, LeafListSchema schema)
    {
        if (schema.Musts.IsEmpty && !schema.Rules.HasReference)
        {
            return;
        }

        var values = new NodeSet();
        checks.Session.AddChildren(parent, schema, values);
        for (var i = 0; i < values.Count; i++)
        {
            Instance(values[i]);
        }
    }
}
