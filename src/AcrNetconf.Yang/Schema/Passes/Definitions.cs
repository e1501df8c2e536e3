using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>How far a definition that may depend on others of its kind has been worked out; a cycle meets <see cref="InProgress"/>.</summary>
internal enum ResolutionState
{
    Open,
    InProgress,
    Done,
}

/// <summary>A typedef with the scope it stands in.</summary>
internal sealed class TypedefDefinition(Statement statement, DefinitionScope scope)
{
    public Statement Statement { get; } = statement;

    public DefinitionScope Scope { get; } = scope;

    public ResolutionState State { get; set; }

    /// <summary>The compiled type once known; null after an error or when every use needs its own (leafrefs).</summary>
    public CompiledType? Compiled { get; set; }

    public YangStatus Status { get; } = DefinitionScope.StatusOf(statement);
}

/// <summary>A grouping with the scope it stands in.</summary>
internal sealed class GroupingDefinition(Statement statement, DefinitionScope scope)
{
    public Statement Statement { get; } = statement;

    public DefinitionScope Scope { get; } = scope;

    /// <summary>True while it is being expanded: meeting it again is a cycle.</summary>
    public bool IsExpanding { get; set; }

    public bool IsUsed { get; set; }

    public YangStatus Status { get; } = DefinitionScope.StatusOf(statement);
}

/// <summary>A feature and whether it is supported, its own if-features included.</summary>
internal sealed class FeatureDefinition(Statement statement, ModuleUnit unit)
{
    public Statement Statement { get; } = statement;

    public ModuleUnit Unit { get; } = unit;

    public ResolutionState State { get; set; }

    public bool IsSupported { get; set; }

    public YangStatus Status { get; } = DefinitionScope.StatusOf(statement);
}

/// <summary>An identity before and after its bases are known.</summary>
internal sealed class IdentityDefinition(Statement statement, ModuleUnit unit, YangIdentity identity)
{
    public Statement Statement { get; } = statement;

    public ModuleUnit Unit { get; } = unit;

    public YangIdentity Identity { get; } = identity;

    public List<IdentityDefinition> Bases { get; } = [];

    public ResolutionState State { get; set; }

    public YangStatus Status { get; } = DefinitionScope.StatusOf(statement);
}

/// <summary>An extension of RFC 7950 §7.19.</summary>
internal sealed class ExtensionDefinition(Statement statement, ModuleUnit unit)
{
    public Statement Statement { get; } = statement;

    public ModuleUnit Unit { get; } = unit;

    public bool HasArgument { get; } = statement.Find(YangKeyword.Argument) is not null;
}
