using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Drafts to schema nodes, once nothing changes any more: drops what features switch off, hands down config and status.</summary>
internal sealed class Materialiser(CompileSession session)
{
    /// <summary>Every node made, with the draft it came from: the work list of the passes that follow.</summary>
    public List<(SchemaNode Node, NodeDraft Draft)> Made { get; } = [];

    /// <summary>Makes the enabled children of a draft, in order.</summary>
    /// <param name="draft">Parent draft.</param>
    /// <param name="parent">Parent node.</param>
    /// <param name="isData">True where config means something: outside operations, notifications and structures.</param>
    /// <param name="into">Receives the nodes.</param>
    public void MakeChildren(NodeDraft draft, SchemaBranch parent, bool isData, ImmutableArray<SchemaNode>.Builder into)
    {
        if (draft.ChildCount == 0)
        {
            return;
        }

        CheckNames(draft);
        foreach (var child in draft.Children)
        {
            if (!child.IsDisabled && Make(child, parent, isData) is { } node)
            {
                into.Add(node);
            }
        }
    }

    private SchemaNode? Make(NodeDraft draft, SchemaBranch parent, bool isData)
    {
        var module = draft.Module.Module;
        SchemaNode? node = draft.Kind switch
        {
            YangKeyword.Container => new ContainerSchema(module, draft.Name) { IsPresence = draft.IsPresence },
            YangKeyword.List => new ListSchema(module, draft.Name) { MinElements = draft.MinElements ?? 0, MaxElements = Maximum(draft), IsUserOrdered = draft.IsUserOrdered },
            YangKeyword.Leaf when draft.Type is { } type => new LeafSchema(module, draft.Name, type.Type) { IsMandatory = draft.Mandatory == true, Units = draft.Units ?? type.Units },
            YangKeyword.LeafList when draft.Type is { } type => new LeafListSchema(module, draft.Name, type.Type)
            {
                MinElements = draft.MinElements ?? 0,
                MaxElements = Maximum(draft),
                IsUserOrdered = draft.IsUserOrdered,
                Units = draft.Units ?? type.Units,
            },
            YangKeyword.Choice => new ChoiceSchema(module, draft.Name) { IsMandatory = draft.Mandatory == true },
            YangKeyword.Case => new CaseSchema(module, draft.Name),
            YangKeyword.Anydata or YangKeyword.Anyxml => new AnydataSchema(module, draft.Name) { IsAnyxml = draft.Kind == YangKeyword.Anyxml, IsMandatory = draft.Mandatory == true },
            YangKeyword.Rpc or YangKeyword.Action => new OperationSchema(module, draft.Name, draft.Kind == YangKeyword.Action),
            YangKeyword.Input or YangKeyword.Output => new OperationParametersSchema(module, draft.Kind == YangKeyword.Output),
            YangKeyword.Notification => new NotificationSchema(module, draft.Name),
            _ => null,
        };
        if (node is null)
        {
            return null; // a leaf whose type has errors
        }

        node.Parent = parent;
        node.Span = draft.Statement.Span;
        node.Description = draft.Description;
        node.Reference = draft.Reference;
        node.Status = draft.Status ?? parent.Status;
        if (draft.Status < parent.Status && ReferenceEquals(parent.Module, module))
        {
            session.Error("status", draft.Statement, $"\"{draft.Name}\" is {FeaturePass.StatusText(node.Status)} below \"{parent.Name}\", which is {FeaturePass.StatusText(parent.Status)}", "RFC 7950 §7.21.2");
        }

        node.Extensions = draft.Extensions is null ? [] : [.. draft.Extensions];
        node.IfFeatures = draft.IfFeatures is { } features ? [.. features] : [];
        var holdsData = isData && draft.Kind is not (YangKeyword.Rpc or YangKeyword.Action or YangKeyword.Notification);
        node.IsConfig = holdsData && (draft.Config ?? (parent is RootSchema || parent.IsConfig));
        if (holdsData && node.IsConfig && parent is not RootSchema && !parent.IsConfig)
        {
            session.Error("config", draft.ConfigStatement ?? draft.Statement, $"\"{draft.Name}\" is configuration below \"{parent.Name}\", which is not", "RFC 7950 §7.21.1");
        }

        Conditions(draft, node);
        Made.Add((node, draft));
        if (node is OperationSchema operation)
        {
            MakeOperation(draft, operation);
        }
        else if (node is SchemaBranch branch)
        {
            var children = ImmutableArray.CreateBuilder<SchemaNode>(draft.ChildCount);
            MakeChildren(draft, branch, holdsData, children);
            branch.Children = children.Count == children.Capacity ? children.MoveToImmutable() : children.ToImmutable();
            branch.Freeze();
        }

        return node;
    }

    private void MakeOperation(NodeDraft draft, OperationSchema operation)
    {
        foreach (var child in draft.Children)
        {
            // An operation's two parameter sets always exist, so a null is impossible here.
            var parameters = (OperationParametersSchema)Make(child, operation, isData: false)!;
            if (parameters.IsOutput)
            {
                operation.Output = parameters;
            }
            else
            {
                operation.Input = parameters;
            }
        }

        operation.Children = [operation.Input, operation.Output];
        operation.Freeze();
    }

    private static uint? Maximum(NodeDraft draft) => draft.MaxElements is { } max && max <= uint.MaxValue ? (uint)max : null;

    private static void Conditions(NodeDraft draft, SchemaNode node)
    {
        if (draft.Whens is { } whens)
        {
            var builder = ImmutableArray.CreateBuilder<WhenConstraint>(whens.Count);
            foreach (var when in whens)
            {
                var context = when.IsInherited || node is ChoiceSchema or CaseSchema ? node.DataParent! : node; // only the root has no parent
                builder.Add(new(Expression(when, node.Module), context));
            }

            node.Whens = builder.MoveToImmutable();
        }

        if (draft.Musts is { } musts)
        {
            var builder = ImmutableArray.CreateBuilder<MustConstraint>(musts.Count);
            foreach (var must in musts)
            {
                builder.Add(new(Expression(must, node.Module), must.Statement.ArgumentOf(YangKeyword.ErrorMessage), must.Statement.ArgumentOf(YangKeyword.ErrorAppTag)));
            }

            node.Musts = builder.MoveToImmutable();
        }
    }

    public static YangExpression Expression(in ConditionDraft condition, YangModule module)
        => new(condition.Statement.Argument ?? "", condition.Unit.Owner.Module, module, condition.Statement.Span, condition.Unit.ExpressionPrefixes);

    /// <summary>RFC 7950 §6.2.1, §7.9.2: siblings have different names, and so have all nodes of all cases.</summary>
    private void CheckNames(NodeDraft parent)
    {
        var count = parent.ChildCount;
        var isFlat = parent.Kind != YangKeyword.Choice;
        foreach (var child in parent.Children)
        {
            isFlat &= child.Kind != YangKeyword.Choice;
        }

        if (count < 2 && isFlat)
        {
            return;
        }

        var names = new HashSet<(ModuleDraft, string)>(count);
        foreach (var child in parent.Children)
        {
            if (!names.Add((child.Module, child.Name)))
            {
                Duplicate(child);
            }
        }

        if (parent.Kind is not (YangKeyword.Choice or YangKeyword.Case))
        {
            foreach (var child in parent.Children)
            {
                if (child.Kind == YangKeyword.Choice)
                {
                    CheckChoice(child, names);
                }
            }
        }
    }

    /// <summary>A choice is no data node: what its own cases hold may have its name, what stands beside it may not.</summary>
    private void CheckChoice(NodeDraft choice, HashSet<(ModuleDraft, string)> names)
    {
        names.Remove((choice.Module, choice.Name));
        CheckCases(choice, names);
        names.Add((choice.Module, choice.Name));
    }

    private void CheckCases(NodeDraft choice, HashSet<(ModuleDraft, string)> names)
    {
        foreach (var @case in choice.Children)
        {
            foreach (var node in @case.Children)
            {
                if (node.Kind == YangKeyword.Choice)
                {
                    CheckChoice(node, names);
                }
                else if (!names.Add((node.Module, node.Name)))
                {
                    Duplicate(node);
                }
            }
        }
    }

    private void Duplicate(NodeDraft node)
        => session.Error("duplicate-node", node.Statement, $"{node.Statement.Keyword} \"{node.Name}\" has the name of another node at this place", "RFC 7950 §6.2.1");
}
