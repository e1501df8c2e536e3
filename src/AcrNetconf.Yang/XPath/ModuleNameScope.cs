using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>Scope in which module names are the prefixes: canonical instance-identifiers, JSON.</summary>
internal sealed class ModuleNameScope(SchemaContext context) : IXPathScope
{
    public string? DefaultNamespace => null;

    public string? NamespaceOf(string prefix) => ModuleOf(prefix)?.Namespace;

    public YangModule? ModuleOf(string prefix) => context.FindModule(prefix);

    public string PrefixOf(YangModule module) => module.Name;
}
