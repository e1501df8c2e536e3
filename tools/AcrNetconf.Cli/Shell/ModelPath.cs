using System.Xml.Linq;
using AcrNetconf.Cli.Client;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Cli.Shell;

/// <summary>A place in the configuration: a schema node and the keys of the list entries above it, outermost first.</summary>
/// <param name="Node">The node; for a list the entry named by the last keys.</param>
/// <param name="Keys">Key values, in the order the lists and their keys occur.</param>
internal sealed record ModelPath(SchemaNode Node, IReadOnlyList<string> Keys)
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;

    /// <summary>Reads <c>remote-server=1/ip-address</c> below a container; null when the schema has no such node.</summary>
    public static ModelPath? Find(SchemaBranch above, string path)
    {
        SchemaNode node = above;
        var keys = new List<string>();
        foreach (var step in path.Split('/'))
        {
            var name = step.Split('=');
            var module = node is RootSchema ? null : node.Module.Namespace;
            var next = (node as SchemaBranch)?.DataChildren.FirstOrDefault(c => c.Name == name[0] && (module is null || c.Module.Namespace == module));
            if (next is null)
            {
                return null;
            }

            keys.AddRange(name.Skip(1));
            node = next;
        }

        return new ModelPath(node, keys);
    }

    /// <summary>An edit that sets the node to a value, or makes it exist when it has none.</summary>
    public XElement Set(string? value) => Wrap(Leaf(value));

    /// <summary>An edit that removes the node if it exists (RFC 6241 §7.2).</summary>
    public XElement Remove()
    {
        var element = Leaf(null);
        element.SetAttributeValue(Base + "operation", "remove");
        return Wrap(element);
    }

    /// <summary>An edit that removes one value of a leaf-list.</summary>
    public XElement RemoveValue(string value)
    {
        var element = Leaf(value);
        element.SetAttributeValue(Base + "operation", "remove");
        return Wrap(element);
    }

    private XElement Leaf(string? value)
    {
        XNamespace ns = Node.Module.Namespace;
        var element = new XElement(ns + Node.Name);
        if (Node is ListSchema list)
        {
            AddKeys(element, list, Keys.Skip(Keys.Count - list.Keys.Length));
        }
        else if (value is not null)
        {
            Declare(element, value);
            element.Add(value);
        }

        return element;
    }

    private XElement Wrap(XElement element)
    {
        var used = Keys.Count - (Node as ListSchema)?.Keys.Length ?? Keys.Count;
        for (var above = Node.DataParent; above is not null and not RootSchema; above = above.DataParent)
        {
            XNamespace ns = above.Module.Namespace;
            var parent = new XElement(ns + above.Name);
            if (above is ListSchema list)
            {
                used -= list.Keys.Length;
                AddKeys(parent, list, Keys.Skip(used).Take(list.Keys.Length));
            }

            parent.Add(element);
            element = parent;
        }

        return element;
    }

    private static void AddKeys(XElement entry, ListSchema list, IEnumerable<string> values)
    {
        foreach (var (key, value) in list.Keys.Zip(values))
        {
            XNamespace ns = key.Module.Namespace;
            entry.Add(new XElement(ns + key.Name, value));
        }
    }

    /// <summary>Identities are written with the module name as prefix, which the document must declare.</summary>
    private void Declare(XElement element, string value)
    {
        var colon = value.IndexOf(':');
        if (colon > 0 && Node.ValueType is IdentityRefType)
        {
            var name = value[..colon];
            var module = Node.Module.Name == name ? Node.Module : Node.Module.Prefixes.Values.FirstOrDefault(m => m.Name == name);
            element.SetAttributeValue(XNamespace.Xmlns + name, module?.Namespace ?? throw new ShellException($"module {name} is not known to {Node.Module.Name}"));
        }
    }
}
