using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Monitoring;

/// <summary>One text that get-schema serves.</summary>
/// <param name="Identifier">Module or submodule name.</param>
/// <param name="Version">Revision; empty when there is none.</param>
/// <param name="Namespace">Namespace of the module, of a submodule that of its module.</param>
/// <param name="Text">The text as read.</param>
internal sealed record SchemaText(string Identifier, string Version, string Namespace, string Text);

/// <summary>All texts behind the schema: implemented and imported modules and their submodules.</summary>
internal static class SchemaTexts
{
    public static IEnumerable<SchemaText> All(SchemaContext schema)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var module in schema.Modules)
        {
            foreach (var text in OfModule(module))
            {
                if (seen.Add((text.Identifier, text.Version)))
                {
                    yield return text;
                }
            }
        }
    }

    public static IReadOnlyList<SchemaText> Find(SchemaContext schema, string identifier) => [.. All(schema).Where(t => t.Identifier == identifier)];

    private static IEnumerable<SchemaText> OfModule(YangModule module)
    {
        yield return new SchemaText(module.Name, module.Revision ?? "", module.Namespace, module.SourceText);
        foreach (var submodule in module.Submodules)
        {
            yield return new SchemaText(submodule.Name, submodule.Revision ?? "", module.Namespace, submodule.SourceText);
        }
    }
}
