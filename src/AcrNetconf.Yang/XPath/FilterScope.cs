using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>Scope of a filter expression: the declarations where it stands; module names and modules' own prefixes serve where nothing is declared.</summary>
internal sealed class FilterScope(SchemaContext context, IReadOnlyDictionary<string, string> prefixes) : IXPathScope
{
    // RFC 6241 §8.9.5.1 leaves unprefixed names without namespace, where no data is; every client that writes them means any module.
    public string? DefaultNamespace => null;

    public string? NamespaceOf(string prefix) => prefixes.GetValueOrDefault(prefix) ?? Fallback(prefix)?.Namespace;

    public YangModule? ModuleOf(string prefix)
        => prefixes.TryGetValue(prefix, out var ns) ? context.FindModuleByNamespace(ns) : Fallback(prefix);

    public string PrefixOf(YangModule module)
    {
        foreach (var (prefix, ns) in prefixes)
        {
            if (ns == module.Namespace && prefix.Length > 0)
            {
                return prefix;
            }
        }

        return module.Name;
    }

    private YangModule? Fallback(string prefix)
    {
        if (context.FindModule(prefix) is { } byName)
        {
            return byName;
        }

        foreach (var module in context.Modules)
        {
            if (module.Prefix == prefix)
            {
                return module;
            }
        }

        return null;
    }
}
