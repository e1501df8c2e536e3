using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>A must or when with the text it is written in.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Unit">Whose prefixes it uses.</param>
/// <param name="IsInherited">True for a when of a uses or augment: its context is the parent, not the node.</param>
internal readonly record struct ConditionDraft(Statement Statement, ModuleUnit Unit, bool IsInherited = false);

/// <summary>A node of the schema tree while refine, augment and deviation may still change it. Null means "not stated".</summary>
internal sealed class NodeDraft(YangKeyword kind, string name, ModuleDraft module, Statement statement, DefinitionScope scope)
{
    private List<NodeDraft>? _children;

    public YangKeyword Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>Namespace of the node: the module that uses a grouping or augments.</summary>
    public ModuleDraft Module { get; } = module;

    public Statement Statement { get; } = statement;

    /// <summary>Where the statement's own typedefs and groupings are seen from.</summary>
    public DefinitionScope Scope { get; } = scope;

    public ModuleUnit Unit => Scope.Unit;

    public NodeDraft? Parent { get; set; }

    public List<NodeDraft> Children => _children ??= [];

    public int ChildCount => _children?.Count ?? 0;

    /// <summary>True when a feature switches it off. It stays here so that paths to it still resolve.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>True when any if-feature, satisfied or not, guards it.</summary>
    public bool HasIfFeature { get; set; }

    /// <summary>Expressions of the node's own if-feature statements.</summary>
    public List<string>? IfFeatures { get; set; }

    /// <summary>Null for nodes without type and after an error already reported.</summary>
    public CompiledType? Type { get; set; }

    public bool? Config { get; set; }

    public Statement? ConfigStatement { get; set; }

    public bool? Mandatory { get; set; }

    public uint? MinElements { get; set; }

    /// <summary>Stated maximum; <see cref="uint.MaxValue"/> plus one, as a long, for "unbounded".</summary>
    public long? MaxElements { get; set; }

    public bool IsPresence { get; set; }

    public bool IsUserOrdered { get; set; }

    public string? Units { get; set; }

    public string? Description { get; set; }

    public string? Reference { get; set; }

    public YangStatus? Status { get; set; }

    public Statement? Key { get; set; }

    public List<DefaultText>? Defaults { get; set; }

    public List<ConditionDraft>? Musts { get; set; }

    public List<ConditionDraft>? Whens { get; set; }

    public List<(Statement Statement, ModuleUnit Unit)>? Uniques { get; set; }

    public List<ExtensionInstance>? Extensions { get; set; }

    /// <summary>Status in force: its own, else that of the nearest ancestor with one.</summary>
    public YangStatus EffectiveStatus
    {
        get
        {
            for (var node = this; node is not null; node = node.Parent)
            {
                if (node.Status is { } status)
                {
                    return status;
                }
            }

            return YangStatus.Current;
        }
    }

    /// <summary>True when the node is configuration, or would be if it were not inside an operation.</summary>
    public bool EffectiveConfig
    {
        get
        {
            for (var node = this; node is not null; node = node.Parent)
            {
                if (node.Config is { } config)
                {
                    return config;
                }

                if (node.Kind is YangKeyword.Rpc or YangKeyword.Action or YangKeyword.Notification)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>RFC 7950 §3, "mandatory node".</summary>
    public bool IsMandatoryNode
    {
        get
        {
            switch (Kind)
            {
                case YangKeyword.Leaf or YangKeyword.Choice or YangKeyword.Anydata or YangKeyword.Anyxml:
                    return Mandatory == true;
                case YangKeyword.List or YangKeyword.LeafList:
                    return MinElements > 0;
                case YangKeyword.Container when !IsPresence:
                    foreach (var child in Children)
                    {
                        if (!child.IsDisabled && child.IsMandatoryNode)
                        {
                            return true;
                        }
                    }

                    return false;
                default:
                    return false;
            }
        }
    }

    public void Add(NodeDraft child)
    {
        child.Parent = this;
        Children.Add(child);
    }

    public NodeDraft? FindChild(string name, ModuleDraft module)
    {
        if (_children is null)
        {
            return null;
        }

        foreach (var child in _children)
        {
            if (child.Name == name && ReferenceEquals(child.Module, module))
            {
                return child;
            }
        }

        return null;
    }

    public override string ToString() => $"{Kind} {Name}";
}
