using System.Text;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Patches;

/// <summary>Data resources as RESTCONF URIs and the targets of YANG patches name them (RFC 8040 §3.5.3): <c>/m:top/list=key1,key2/leaf</c>.</summary>
internal static class ResourcePath
{
    /// <summary>A whole path; a slash for the root.</summary>
    public static string Of(InstancePath path)
    {
        var text = new StringBuilder();
        SchemaNode? parent = null;
        foreach (var step in path.Steps)
        {
            text.Append(Step(step.Schema, step.Key, parent));
            parent = step.Schema;
        }

        return text.Length == 0 ? "/" : text.ToString();
    }

    /// <summary>One step: a module name where the module changes, keys percent-encoded. An entry without keys has no name of its own and gets its list's.</summary>
    /// <param name="node">What is named.</param>
    /// <param name="key">Its key or value; empty where it has none.</param>
    /// <param name="parent">The data node above, or null or the root at the top.</param>
    public static string Step(SchemaNode node, ListKey key, SchemaNode? parent)
    {
        var name = parent is null or RootSchema || !ReferenceEquals(node.Module, parent.Module) ? $"/{node.Module.Name}:{node.Name}" : $"/{node.Name}";
        return key.IsEmpty ? name : $"{name}={string.Join(',', Enumerable.Range(0, key.Count).Select(i => Uri.EscapeDataString(key[i].ToString())))}";
    }
}
