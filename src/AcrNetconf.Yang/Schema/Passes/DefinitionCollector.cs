using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Enters a module's top-level definitions into its tables; names are unique over all its submodules (RFC 7950 §6.2.1).</summary>
internal sealed class DefinitionCollector(CompileSession session)
{
    public void Collect(ModuleDraft module)
    {
        foreach (var unit in module.Units)
        {
            foreach (var statement in unit.Root.Children)
            {
                Add(module, unit, statement, statement.Argument ?? "");
            }
        }
    }

    private void Add(ModuleDraft module, ModuleUnit unit, Statement statement, string name)
    {
        var isNew = true;
        switch (statement.Kind)
        {
            case YangKeyword.Typedef:
                isNew = Types.Lexical.BaseOf(name) is null && module.Typedefs.TryAdd(name, new(statement, unit.Scope));
                break;
            case YangKeyword.Grouping:
                isNew = module.Groupings.TryAdd(name, new(statement, unit.Scope));
                break;
            case YangKeyword.Feature:
                isNew = module.FeatureDefinitions.TryAdd(name, new(statement, unit));
                break;
            case YangKeyword.Identity:
                isNew = module.Identities.TryAdd(name, new(statement, unit, new(module.Module, name) { Status = DefinitionScope.StatusOf(statement) }));
                break;
            case YangKeyword.Extension:
                isNew = module.Extensions.TryAdd(name, new(statement, unit));
                break;
        }

        if (!isNew)
        {
            session.Error("duplicate-definition", statement, $"{statement.Keyword} \"{name}\" is already defined or built in", "RFC 7950 §6.2.1");
        }
    }
}
