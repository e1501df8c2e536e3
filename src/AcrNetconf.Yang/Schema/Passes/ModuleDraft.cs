namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>A module being compiled: its texts, its definitions, and the top of its schema tree.</summary>
internal sealed class ModuleDraft(ModuleUnit main, YangModule module, FeatureSelection features)
{
    public ModuleUnit Main { get; } = main;

    public YangModule Module { get; } = module;

    public FeatureSelection Features { get; } = features;

    public string Name => Main.Name;

    public bool IsImplemented { get; set; }

    /// <summary>The module and all its submodules, each once.</summary>
    public List<ModuleUnit> Units { get; } = [main];

    public Dictionary<string, TypedefDefinition> Typedefs { get; } = [];

    public Dictionary<string, GroupingDefinition> Groupings { get; } = [];

    public Dictionary<string, FeatureDefinition> FeatureDefinitions { get; } = [];

    public Dictionary<string, IdentityDefinition> Identities { get; } = [];

    public Dictionary<string, ExtensionDefinition> Extensions { get; } = [];

    /// <summary>Stands above the module's top-level nodes; its kind is module.</summary>
    public NodeDraft Top => field ??= new(Syntax.YangKeyword.Module, Name, this, Main.Root, Main.Scope);

    /// <summary>Stands above the structures of RFC 8791; its kind is module.</summary>
    public NodeDraft StructureTop => field ??= new(Syntax.YangKeyword.Module, Name, this, Main.Root, Main.Scope);

    public SortedSet<string> DeviatedBy { get; } = new(StringComparer.Ordinal);

    public override string ToString() => Module.ToString();
}
