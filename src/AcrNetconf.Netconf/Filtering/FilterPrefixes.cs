using System.Xml.Linq;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>Meaning of prefixes inside a content match, as in scope where it stands; for no prefix also the leaf's own module.</summary>
internal sealed class FilterPrefixes(XElement element, IReadOnlyDictionary<string, string> outer, SchemaContext schema, YangModule own) : IPrefixResolver
{
    public YangModule? Resolve(string prefix)
    {
        var @namespace = prefix.Length == 0 ? element.GetDefaultNamespace() : element.GetNamespaceOfPrefix(prefix);
        var name = @namespace?.NamespaceName ?? outer.GetValueOrDefault(prefix);
        var module = string.IsNullOrEmpty(name) ? null : schema.FindModuleByNamespace(name);
        return prefix.Length == 0 ? (module is null || module.Namespace == NetconfNames.Base ? own : module) : module;
    }
}
