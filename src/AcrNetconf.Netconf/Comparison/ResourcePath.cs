using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Comparison;

/// <summary>Data resources as RESTCONF URIs name them (RFC 8040 §3.5.3): <c>/m:top/list=key1,key2/leaf</c>.</summary>
internal static class ResourcePath
{
    /// <summary>One step: a module name where the module changes, keys percent-encoded. An entry without keys has no name of its own and gets its list's.</summary>
    public static string Step(SchemaNode node, ListKey key, SchemaNode parent)
    {
        var name = parent is RootSchema || !ReferenceEquals(node.Module, parent.Module) ? $"/{node.Module.Name}:{node.Name}" : $"/{node.Name}";
        return key.IsEmpty ? name : $"{name}={string.Join(',', Enumerable.Range(0, key.Count).Select(i => Uri.EscapeDataString(key[i].ToString())))}";
    }
}
