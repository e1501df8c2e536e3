using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>A place typedefs and groupings are looked up from (RFC 7950 §5.5): a statement's own definitions, then those further out.</summary>
internal sealed class DefinitionScope(ModuleUnit unit, DefinitionScope? parent)
{
    public ModuleUnit Unit { get; } = unit;

    public DefinitionScope? Parent { get; } = parent;

    public Dictionary<string, TypedefDefinition>? Typedefs { get; private set; }

    public Dictionary<string, GroupingDefinition>? Groupings { get; private set; }

    private Dictionary<Statement, DefinitionScope>? _inner;

    public static YangStatus StatusOf(Statement statement) => statement.ArgumentOf(YangKeyword.Status) switch
    {
        "deprecated" => YangStatus.Deprecated,
        "obsolete" => YangStatus.Obsolete,
        _ => YangStatus.Current,
    };

    /// <summary>The scope inside a statement: this one unless the statement defines typedefs or groupings. Made once per statement.</summary>
    public DefinitionScope Enter(Statement statement, CompileSession session)
    {
        var defines = false;
        foreach (var child in statement.Children)
        {
            if (child.Kind is YangKeyword.Typedef or YangKeyword.Grouping)
            {
                defines = true;
                break;
            }
        }

        if (!defines)
        {
            return this;
        }

        _inner ??= [];
        if (!_inner.TryGetValue(statement, out var scope))
        {
            scope = new(Unit, this);
            _inner.Add(statement, scope);
            foreach (var child in statement.Children)
            {
                scope.Define(child, session);
            }
        }

        return scope;
    }

    public TypedefDefinition? FindTypedef(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Typedefs is { } typedefs && typedefs.TryGetValue(name, out var found))
            {
                return found;
            }
        }

        return Unit.Owner.Typedefs.TryGetValue(name, out var top) && IsVisible(top.Scope.Unit) ? top : null;
    }

    public GroupingDefinition? FindGrouping(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Groupings is { } groupings && groupings.TryGetValue(name, out var found))
            {
                return found;
            }
        }

        return Unit.Owner.Groupings.TryGetValue(name, out var top) && IsVisible(top.Scope.Unit) ? top : null;
    }

    /// <summary>RFC 6020 §5.1: in YANG 1 a submodule sees other submodules only when it includes them. RFC 7950 §5.1 lifted that.</summary>
    private bool IsVisible(ModuleUnit definer)
    {
        if (Unit.IsVersion11 || !Unit.IsSubmodule || ReferenceEquals(definer, Unit))
        {
            return true;
        }

        return !definer.IsSubmodule ? false : Reaches(Unit, definer, []);
    }

    private static bool Reaches(ModuleUnit from, ModuleUnit wanted, HashSet<ModuleUnit> seen)
    {
        foreach (var include in from.Includes)
        {
            if (ReferenceEquals(include, wanted) || (seen.Add(include) && Reaches(include, wanted, seen)))
            {
                return true;
            }
        }

        return false;
    }

    private void Define(Statement statement, CompileSession session)
    {
        var name = statement.Argument ?? "";
        if (statement.Kind == YangKeyword.Typedef)
        {
            CheckName(statement, session, isTaken: Parent!.SeesTypedef(name) || Types.Lexical.BaseOf(name) is not null); // inner scopes have a parent
            if (!(Typedefs ??= []).TryAdd(name, new(statement, this)))
            {
                CheckName(statement, session, isTaken: true);
            }
        }
        else if (statement.Kind == YangKeyword.Grouping)
        {
            CheckName(statement, session, isTaken: Parent!.SeesGrouping(name)); // inner scopes have a parent
            if (!(Groupings ??= []).TryAdd(name, new(statement, this)))
            {
                CheckName(statement, session, isTaken: true);
            }
        }
    }

    private bool SeesTypedef(string name) => FindTypedef(name) is not null || Unit.Owner.Typedefs.ContainsKey(name);

    private bool SeesGrouping(string name) => FindGrouping(name) is not null || Unit.Owner.Groupings.ContainsKey(name);

    private static void CheckName(Statement statement, CompileSession session, bool isTaken)
    {
        if (isTaken)
        {
            session.Error("duplicate-definition", statement, $"{statement.Keyword} \"{statement.Argument}\" hides another definition of that name", "RFC 7950 §5.5");
        }
    }
}
