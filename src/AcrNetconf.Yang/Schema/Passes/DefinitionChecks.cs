using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Looks at definitions nothing uses: an unused typedef or grouping must be right too.</summary>
internal sealed class DefinitionChecks(CompileSession session, TypeCompiler types, NodeBuilder builder)
{
    public void Check(ModuleDraft module)
    {
        foreach (var typedef in module.Typedefs.Values)
        {
            types.Compile(typedef, module.Module);
        }

        foreach (var grouping in module.Groupings.Values)
        {
            Check(grouping, module);
        }

        CheckDisabled(module.Top);
        foreach (var unit in module.Units)
        {
            foreach (var statement in unit.Root.Children)
            {
                Descend(statement, unit.Scope, module);
            }
        }
    }

    private void Descend(Statement statement, DefinitionScope scope, ModuleDraft module)
    {
        if (statement.Kind is not (YangKeyword.Grouping or YangKeyword.Container or YangKeyword.List or YangKeyword.Choice or YangKeyword.Case
            or YangKeyword.Augment or YangKeyword.Uses or YangKeyword.Rpc or YangKeyword.Action or YangKeyword.Notification
            or YangKeyword.Input or YangKeyword.Output))
        {
            return;
        }

        var inner = scope.Enter(statement, session);
        if (!ReferenceEquals(inner, scope))
        {
            foreach (var typedef in inner.Typedefs?.Values.AsEnumerable() ?? [])
            {
                types.Compile(typedef, module.Module);
            }

            foreach (var grouping in inner.Groupings?.Values.AsEnumerable() ?? [])
            {
                Check(grouping, module);
            }
        }

        foreach (var child in statement.Children)
        {
            Descend(child, inner, module);
        }
    }

    private void Check(GroupingDefinition grouping, ModuleDraft module)
    {
        if (grouping.IsUsed || grouping.IsExpanding)
        {
            return;
        }

        grouping.IsUsed = true;
        grouping.IsExpanding = true;
        builder.IsChecking = true;
        var nodes = session.NodeCount;
        var holder = new NodeDraft(YangKeyword.Grouping, grouping.Statement.Argument ?? "", module, grouping.Statement, grouping.Scope) { Status = grouping.Status };
        builder.BuildChildren(grouping.Statement, grouping.Scope.Enter(grouping.Statement, session), holder, module);
        session.NodeCount = nodes;
        CheckExpressions(holder);
        CheckNodes(holder, module);
        builder.IsChecking = false;
        grouping.IsExpanding = false;
    }

    /// <summary>Names, keys, uniques and defaults. Whether its nodes will be configuration only a use would say, so nothing depends on that.</summary>
    private void CheckNodes(NodeDraft holder, ModuleDraft module)
    {
        var materialiser = new Materialiser(session);
        materialiser.MakeChildren(holder, new RootSchema(module.Module), isData: false, ImmutableArray.CreateBuilder<SchemaNode>());
        new NodeChecks(session).Check(materialiser.Made);
    }

    /// <summary>What a feature switches off never gets into the schema, but must be right all the same.</summary>
    private void CheckDisabled(NodeDraft node)
    {
        if (node.IsDisabled)
        {
            CheckExpressions(node);
            return;
        }

        for (var i = 0; i < node.ChildCount; i++)
        {
            CheckDisabled(node.Children[i]);
        }
    }

    private void CheckExpressions(NodeDraft node)
    {
        Check(node.Musts, node);
        Check(node.Whens, node);
        for (var i = 0; i < node.ChildCount; i++)
        {
            CheckExpressions(node.Children[i]);
        }
    }

    private void Check(List<ConditionDraft>? conditions, NodeDraft node)
    {
        foreach (var condition in conditions ?? [])
        {
            if (ExpressionCompiler.Check(Materialiser.Expression(condition, node.Module.Module)) is { } diagnostic)
            {
                session.AddRange([diagnostic]);
            }
        }
    }
}
