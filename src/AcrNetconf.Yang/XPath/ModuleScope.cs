using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>Scope of an expression written in a module: prefixes of its imports, unprefixed names in the using module.</summary>
internal sealed class ModuleScope(YangModule scope, YangModule defaultModule, ImmutableDictionary<string, YangModule> prefixes) : IXPathScope
{
    public string? DefaultNamespace => defaultModule.Namespace;

    public string? NamespaceOf(string prefix) => ModuleOf(prefix)?.Namespace;

    public YangModule? ModuleOf(string prefix)
    {
        if (prefix.Length == 0)
        {
            return defaultModule;
        }

        return prefixes.TryGetValue(prefix, out var module) ? module : prefix == scope.Prefix ? scope : null;
    }

    public string PrefixOf(YangModule module)
    {
        if (ReferenceEquals(module, scope))
        {
            return scope.Prefix;
        }

        foreach (var (prefix, known) in prefixes)
        {
            if (ReferenceEquals(known, module) || known.Name == module.Name)
            {
                return prefix;
            }
        }

        return module.Name;
    }
}
