using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Data definition statements to drafts: expands uses, makes short-hand cases explicit (RFC 7950 §7.5 to §7.16).</summary>
internal sealed class NodeBuilder(CompileSession session, FeaturePass features, TypeCompiler types, NodeProperties properties)
{
    private int _depth;

    /// <summary>Modules found to be needed as implemented ones because an enabled leafref points into them (RFC 7950 §5.6.5).</summary>
    public List<(ModuleDraft Module, Statement At)> NeededModules { get; } = [];

    /// <summary>True while unused groupings are only checked: nothing they say has consequences.</summary>
    public bool IsChecking { get; set; }

    /// <summary>Builds every definition directly inside a statement into a parent.</summary>
    public void BuildChildren(Statement statement, DefinitionScope scope, NodeDraft parent, ModuleDraft module)
    {
        foreach (var child in statement.Children)
        {
            Build(child, scope, parent, module);
        }
    }

    /// <summary>Adds the children of an augment to its target; also used for augments of structures.</summary>
    public void Augment(NodeDraft target, Statement augment, DefinitionScope scope, ModuleDraft module)
    {
        if (target.Kind is not (YangKeyword.Container or YangKeyword.List or YangKeyword.Choice or YangKeyword.Case or YangKeyword.Input or YangKeyword.Output or YangKeyword.Notification))
        {
            session.Error("augment-target", augment, $"a {target.Statement.Keyword} cannot be augmented", "RFC 7950 §7.17");
            return;
        }

        var first = target.ChildCount;
        foreach (var child in augment.Children)
        {
            var isPossible = child.Kind switch
            {
                YangKeyword.Case => target.Kind == YangKeyword.Choice,
                YangKeyword.Action or YangKeyword.Notification => target.Kind is YangKeyword.Container or YangKeyword.List,
                _ => true,
            };
            if (isPossible)
            {
                Build(child, scope, target, module);
            }
            else
            {
                session.Error("augment-target", child, $"\"{child.Keyword}\" cannot be added to a {target.Statement.Keyword}", "RFC 7950 §7.17");
            }
        }

        Condition(augment, scope.Unit, target, first);
        CheckMandatory(augment, scope.Unit, target, first, module);
    }

    /// <summary>Walks a path of <c>[prefix:]name</c> steps; unprefixed and own-prefixed names are those of the using module.</summary>
    public static NodeDraft? Walk(NodeDraft from, int firstChild, string path, ModuleUnit unit, ModuleDraft module)
    {
        NodeDraft? node = null;
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (!unit.TryResolve(path[range], out var stepModule, out var name))
            {
                return null;
            }

            var wanted = ReferenceEquals(stepModule, unit.Owner) ? module : stepModule;
            NodeDraft? next = null;
            if (node is not null)
            {
                next = node.FindChild(name, wanted) ?? (ReferenceEquals(wanted, stepModule) ? null : node.FindChild(name, stepModule));
            }
            else
            {
                for (var i = firstChild; i < from.ChildCount && next is null; i++)
                {
                    next = from.Children[i].Name == name && ReferenceEquals(from.Children[i].Module, wanted) ? from.Children[i] : null;
                }
            }

            if (next is null)
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    private void Build(Statement statement, DefinitionScope scope, NodeDraft parent, ModuleDraft module)
    {
        switch (statement.Kind)
        {
            case YangKeyword.Uses:
                Uses(statement, scope, parent, module);
                break;
            case YangKeyword.Container or YangKeyword.Leaf or YangKeyword.LeafList or YangKeyword.List or YangKeyword.Choice or YangKeyword.Case
                or YangKeyword.Anydata or YangKeyword.Anyxml or YangKeyword.Rpc or YangKeyword.Action or YangKeyword.Notification:
                if (statement.Argument is { } name)
                {
                    Node(statement, name, scope, parent, module);
                }

                break;
        }
    }

    private void Node(Statement statement, string name, DefinitionScope scope, NodeDraft parent, ModuleDraft module)
    {
        if (++session.NodeCount > CompileSession.MaxNodes || _depth > CompileSession.MaxDepth)
        {
            session.Error("too-large", statement, $"the schema grows beyond {CompileSession.MaxNodes} nodes or {CompileSession.MaxDepth} levels", null);
            return;
        }

        var inner = scope.Enter(statement, session);
        var node = new NodeDraft(statement.Kind, name, module, statement, inner);
        Attach(parent, node, scope);
        properties.Read(node, scope.Unit);
        if (statement.Kind is YangKeyword.Leaf or YangKeyword.LeafList && statement.Find(YangKeyword.Type) is { } type)
        {
            SetType(node, type, scope);
        }
        else if (statement.Kind is not (YangKeyword.Leaf or YangKeyword.LeafList or YangKeyword.Anydata or YangKeyword.Anyxml))
        {
            _depth++;
            if (statement.Kind is YangKeyword.Rpc or YangKeyword.Action)
            {
                Parameters(node, YangKeyword.Input, inner, module);
                Parameters(node, YangKeyword.Output, inner, module);
            }
            else
            {
                BuildChildren(statement, inner, node, module);
            }

            _depth--;
        }

        CheckPlace(node);
    }

    /// <summary>Compiles a node's type, also for deviate replace.</summary>
    public void SetType(NodeDraft node, Statement type, DefinitionScope scope)
    {
        node.Type = types.Compile(type, scope, node.Module.Module, node.EffectiveStatus);
        if (node.Type is { IsContextual: true } compiled && !IsChecking && !IsSwitchedOff(node))
        {
            Need(compiled.Type, type, scope.Unit);
        }
    }

    private static bool IsSwitchedOff(NodeDraft node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at.IsDisabled)
            {
                return true;
            }
        }

        return false;
    }

    private void Need(YangType type, Statement at, ModuleUnit unit)
    {
        if (type is UnionType union)
        {
            foreach (var member in union.Members)
            {
                Need(member, at, unit);
            }
        }
        else if (type is LeafRefType leafref && LeafRefPath.TryParse(leafref.Path.Text, out var path, out _))
        {
            foreach (var step in path.Steps)
            {
                // The path may come from a typedef elsewhere: its own prefixes count.
                if (step.Prefix is { } prefix && leafref.Path.Prefixes.TryGetValue(prefix, out var target) && !target.IsImplemented)
                {
                    foreach (var module in unit.Prefixes.Values)
                    {
                        if (ReferenceEquals(module.Module, target))
                        {
                            NeededModules.Add((module, at));
                            return;
                        }
                    }

                    NeededByType.Add((target, at));
                }
            }
        }
    }

    /// <summary>As <see cref="NeededModules"/>, for modules this text does not import itself.</summary>
    public List<(YangModule Module, Statement At)> NeededByType { get; } = [];

    private void Attach(NodeDraft parent, NodeDraft node, DefinitionScope scope)
    {
        if (parent.Kind == YangKeyword.Choice && node.Kind != YangKeyword.Case)
        {
            // RFC 7950 §7.9.2: a short-hand case has the name of its one node.
            var implied = new NodeDraft(YangKeyword.Case, node.Name, node.Module, node.Statement, scope);
            parent.Add(implied);
            implied.Add(node);
        }
        else
        {
            parent.Add(node);
        }
    }

    private void Parameters(NodeDraft operation, YangKeyword kind, DefinitionScope scope, ModuleDraft module)
    {
        var statement = operation.Statement.Find(kind);
        var node = new NodeDraft(kind, kind == YangKeyword.Input ? "input" : "output", module, statement ?? operation.Statement, statement is null ? scope : scope.Enter(statement, session));
        operation.Add(node);
        if (statement is not null)
        {
            properties.Read(node, scope.Unit);
            BuildChildren(statement, node.Scope, node, module);
        }
    }

    private void Uses(Statement statement, DefinitionScope scope, NodeDraft parent, ModuleDraft module)
    {
        var unit = scope.Unit;
        if (session.IsTooLarge || FindGrouping(statement, scope, parent) is not { } grouping)
        {
            return;
        }

        if (grouping.IsExpanding || _depth > CompileSession.MaxDepth)
        {
            session.Error("circular-grouping", statement, $"grouping \"{statement.Argument}\" uses itself", "RFC 7950 §7.12");
            return;
        }

        var first = parent.ChildCount;
        grouping.IsUsed = true;
        grouping.IsExpanding = true;
        _depth++;
        BuildChildren(grouping.Statement, grouping.Scope.Enter(grouping.Statement, session), parent, module);
        _depth--;
        grouping.IsExpanding = false;
        Condition(statement, unit, parent, first);
        foreach (var child in statement.Children)
        {
            if (child is not { Kind: YangKeyword.Refine or YangKeyword.Augment, Argument: { } path })
            {
                continue;
            }

            if (!SchemaNodeIdentifier.IsDescendant(path))
            {
                session.Error("argument", child, $"\"{path}\" should be relative inside uses", "RFC 7950 §7.17");
            }
            else if (Walk(parent, first, path, unit, module) is not { } target)
            {
                session.Error(child.Keyword, child, $"{child.Keyword} \"{path}\": there is no such node in grouping \"{statement.Argument}\"", child.Kind == YangKeyword.Refine ? "RFC 7950 §7.13.2" : "RFC 7950 §7.17");
            }
            else if (child.Kind == YangKeyword.Refine)
            {
                properties.Refine(target, child, unit);
            }
            else
            {
                Augment(target, child, scope, module);
            }
        }
    }

    private GroupingDefinition? FindGrouping(Statement statement, DefinitionScope scope, NodeDraft parent)
    {
        if (statement.Argument is not { } reference)
        {
            return null;
        }

        if (!scope.Unit.TryResolve(reference, out var module, out var name))
        {
            session.Error("unknown-prefix", statement, $"the prefix of grouping \"{reference}\" is not declared", "RFC 7950 §7.1.4");
            return null;
        }

        var isOwn = ReferenceEquals(module, scope.Unit.Owner);
        var grouping = isOwn ? scope.FindGrouping(name) : module.Groupings.GetValueOrDefault(name);
        if (grouping is null)
        {
            session.Error("unknown-grouping", statement, $"grouping \"{reference}\" is not defined", "RFC 7950 §7.13");
        }
        else if (isOwn && grouping.Status > Max(DefinitionScope.StatusOf(statement), parent.EffectiveStatus))
        {
            session.Error("status", statement, $"a {FeaturePass.StatusText(parent.EffectiveStatus)} definition uses grouping \"{name}\", which is {FeaturePass.StatusText(grouping.Status)}", "RFC 7950 §7.21.2");
        }

        return grouping;
    }

    private static YangStatus Max(YangStatus left, YangStatus right) => left > right ? left : right;

    /// <summary>Hands the when, if-feature and status of a uses or augment to the nodes it brought.</summary>
    private void Condition(Statement statement, ModuleUnit unit, NodeDraft parent, int first)
    {
        var when = statement.Find(YangKeyword.When);
        var isConditional = statement.Find(YangKeyword.IfFeature) is not null;
        var isDisabled = isConditional && !features.IsEnabled(statement, unit);
        YangStatus? status = statement.Find(YangKeyword.Status) is null ? null : DefinitionScope.StatusOf(statement);
        for (var i = first; i < parent.ChildCount; i++)
        {
            var node = parent.Children[i];
            node.IsDisabled |= isDisabled;
            node.HasIfFeature |= isConditional;
            node.Status ??= status;
            if (when is not null)
            {
                (node.Whens ??= []).Add(new(when, unit, IsInherited: true));
            }
        }
    }

    /// <summary>RFC 7950 §7.17: mandatory configuration added to another module's node must be conditional on a when; RFC 6020 §7.15 allowed none at all.</summary>
    private void CheckMandatory(Statement augment, ModuleUnit unit, NodeDraft target, int first, ModuleDraft module)
    {
        if (ReferenceEquals(target.Module, module) || (unit.IsVersion11 && augment.Find(YangKeyword.When) is not null))
        {
            return;
        }

        for (var i = first; i < target.ChildCount; i++)
        {
            var node = target.Children[i];
            if (!node.IsDisabled && node.IsMandatoryNode && node.EffectiveConfig)
            {
                session.Error("augment-mandatory", augment, $"it adds mandatory node \"{node.Name}\" to module \"{target.Module.Name}\" without a when", "RFC 7950 §7.17");
            }
        }
    }

    /// <summary>Where actions and notifications may stand (RFC 7950 §7.15, §7.16).</summary>
    private void CheckPlace(NodeDraft node)
    {
        if (node.Kind is not (YangKeyword.Action or YangKeyword.Notification))
        {
            return;
        }

        var clause = node.Kind == YangKeyword.Action ? "RFC 7950 §7.15" : "RFC 7950 §7.16";
        if (node.Kind == YangKeyword.Action && node.Parent is { Kind: YangKeyword.Module })
        {
            session.Error("misplaced-statement", node.Statement, "an action needs a container or list around it", clause);
        }

        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (at.Kind is YangKeyword.Rpc or YangKeyword.Action or YangKeyword.Notification)
            {
                session.Error("misplaced-statement", node.Statement, $"{node.Statement.Keyword} \"{node.Name}\" stands inside {at.Statement.Keyword} \"{at.Name}\"", clause);
            }
            else if (at.Kind == YangKeyword.List && at.Key is null)
            {
                session.Error("misplaced-statement", node.Statement, $"{node.Statement.Keyword} \"{node.Name}\" stands inside list \"{at.Name}\", which has no key", clause);
            }
        }
    }
}
