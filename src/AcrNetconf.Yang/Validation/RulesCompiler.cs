using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Works out the validator's rules for every schema node.</summary>
internal static class RulesCompiler
{
    /// <summary>Sets <see cref="SchemaNode.Rules"/> throughout the context.</summary>
    public static void Run(SchemaContext context, IReadOnlyList<BoundCondition> conditions)
    {
        Prepare(context.Root);
        AddDependents(context, WithConditionsOfDefaults(conditions));
    }

    private static NodeRules Prepare(SchemaNode node)
    {
        var rules = new NodeRules();
        node.Rules = rules;
        rules.HasReference = node is LeafSchema leaf ? IsReference(leaf.Type) : node is LeafListSchema leafList && IsReference(leafList.Type);
        rules.HasOwnChecks = rules.HasReference || !node.Musts.IsEmpty || HasConditions(node) || node switch
        {
            ListSchema list => list.MinElements > 0 || list.MaxElements is not null || !list.Uniques.IsEmpty,
            LeafListSchema values => values.MinElements > 0 || values.MaxElements is not null,
            _ => false,
        };
        if (node is OperationSchema operation)
        {
            Prepare(operation.Input);
            Prepare(operation.Output);
        }
        else if (node is SchemaBranch branch)
        {
            PrepareBranch(branch, rules);
        }

        rules.NeedsVisit = rules.HasOwnChecks || !rules.Visits.IsEmpty || !rules.MandatoryChoices.IsEmpty || !rules.Choices.IsEmpty
            || node is LeafSchema { IsMandatory: true, IsKey: false } or AnydataSchema { IsMandatory: true };
        rules.NeedsStateVisit = (rules.NeedsVisit && !node.IsConfig) || rules.Visits.Any(child => child.Rules.NeedsStateVisit);
        return rules;
    }

    private static void PrepareBranch(SchemaBranch branch, NodeRules rules)
    {
        foreach (var child in branch.Children)
        {
            Prepare(child);
        }

        if (branch is ChoiceSchema or CaseSchema)
        {
            return;
        }

        rules.Visits = [.. branch.DataChildren.Where(child => child.Rules.NeedsVisit)];
        var choices = ImmutableArray.CreateBuilder<ChoiceSchema>();
        CollectChoices(branch, choices);
        rules.MandatoryChoices = [.. choices.Where(choice => choice.IsMandatory)];
        rules.Choices = [.. choices.Where(choice => choice.Children.Length > 1)];
    }

    private static void CollectChoices(SchemaBranch branch, ImmutableArray<ChoiceSchema>.Builder into)
    {
        foreach (var child in branch.Children)
        {
            if (child is ChoiceSchema choice)
            {
                into.Add(choice);
            }

            if (child is ChoiceSchema or CaseSchema)
            {
                CollectChoices((SchemaBranch)child, into);
            }
        }
    }

    private static bool HasConditions(SchemaNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (!at.Whens.IsEmpty)
            {
                return true;
            }

            if (at.Parent is not (ChoiceSchema or CaseSchema))
            {
                break;
            }
        }

        return false;
    }

    private static bool IsReference(YangType type) => type switch
    {
        LeafRefType reference => reference.RequireInstance,
        InstanceIdentifierType identifier => identifier.RequireInstance,
        UnionType union => union.Members.Any(IsReference),
        _ => false,
    };

    /// <summary>A condition that reads a default or a non-presence container also reads what decides whether that exists.</summary>
    private static List<BoundCondition> WithConditionsOfDefaults(IReadOnlyList<BoundCondition> conditions)
    {
        var whens = new Dictionary<SchemaNode, List<BoundCondition>>();
        foreach (var condition in conditions)
        {
            if (condition.Kind == ConditionKind.When)
            {
                if (!whens.TryGetValue(condition.Node, out var list))
                {
                    whens.Add(condition.Node, list = []);
                }

                list.Add(condition);
            }
        }

        return whens.Count == 0 ? [.. conditions] : [.. conditions.Select(condition => Extend(condition, whens))];
    }

    private static BoundCondition Extend(BoundCondition condition, Dictionary<SchemaNode, List<BoundCondition>> whens)
    {
        var all = new HashSet<SchemaRead>(condition.Reads);
        var open = new Queue<SchemaRead>(condition.Reads);
        var readsAnything = condition.ReadsAnything;
        while (open.TryDequeue(out var read))
        {
            for (var node = read.Target; node is not null; node = node.Parent)
            {
                foreach (var when in whens.GetValueOrDefault(node) ?? [])
                {
                    readsAnything |= when.ReadsAnything;
                    foreach (var further in when.Reads)
                    {
                        var lifted = new SchemaRead(further.Target, SchemaWalk.Higher(read.Anchor, further.Anchor), IsIndirect: true);
                        if (all.Add(lifted))
                        {
                            open.Enqueue(lifted);
                        }
                    }
                }

                if (node.Parent is not (ChoiceSchema or CaseSchema))
                {
                    break;
                }
            }
        }

        return condition with { Reads = all, ReadsAnything = readsAnything };
    }

    private static void AddDependents(SchemaContext context, List<BoundCondition> conditions)
    {
        var dependents = new Dictionary<SchemaNode, HashSet<DependentCondition>>();
        foreach (var condition in conditions)
        {
            foreach (var read in condition.ReadsAnything ? [new SchemaRead(context.Root, context.Root)] : condition.Reads)
            {
                if (!dependents.TryGetValue(read.Target, out var list))
                {
                    dependents.Add(read.Target, list = []);
                }

                list.Add(new(condition, read.Anchor, read.Limit, read.IsIndirect));
            }
        }

        foreach (var (node, list) in dependents)
        {
            node.Rules.Dependents = [.. list];
        }
    }
}
