using System.Xml.Linq;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Netconf.Patches;

/// <summary>Applies the edits of a YANG patch one after the other, each as an edit-config of its own (RFC 8072 §2.5).</summary>
internal sealed class PatchApplier(SchemaContext schema)
{
    private static readonly XNamespace s_edit = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static readonly XNamespace s_yang = "urn:ietf:params:xml:ns:yang:1";

    /// <summary>The tree after all edits.</summary>
    /// <param name="tree">The tree before.</param>
    /// <param name="patch">An element somewhere below which the edits stand.</param>
    public DataTree Apply(DataTree tree, XElement patch)
    {
        foreach (var edit in patch.Descendants().Where(e => e.Name.LocalName == "edit" && e.Element(e.Name.Namespace + "operation") is not null))
        {
            var config = Config(edit);
            var result = EditApplier.Apply(tree, EditReader.Parse(schema, config));
            Assert.IsEmpty(result.Errors, $"{edit}\n{config}");

            // Nodes of another case go as soon as one of a case is there (RFC 7950 §7.9).
            tree = Normaliser.Normalise(DataDiff.Between(tree, result.Tree)).Tree;
        }

        return tree;
    }

    private string Config(XElement edit)
    {
        string Text(string name) => edit.Element(edit.Name.Namespace + name)?.Value ?? "";
        var operation = Text("operation");
        var config = new XElement(s_edit + "config", schema.Modules.Select(m => new XAttribute(XNamespace.Xmlns + m.Prefix, m.Namespace)));
        var steps = Steps(Text("target"));
        XElement parent = config;
        foreach (var step in steps.SkipLast(1))
        {
            parent.Add(Element(step));
            parent = parent.Elements().Last();
        }

        var node = edit.Element(edit.Name.Namespace + "value")?.Elements().Single() is { } value ? new XElement(value) : Element(steps[^1]);
        node.SetAttributeValue(s_edit + "operation", operation switch { "insert" => "create", "move" => "merge", _ => operation });
        if (operation is "insert" or "move")
        {
            node.SetAttributeValue(s_yang + "insert", Text("where"));
            if (Text("point") is { Length: > 0 } point)
            {
                var (anchor, keys) = Steps(point)[^1];
                node.SetAttributeValue(
                    s_yang + (anchor is ListSchema ? "key" : "value"),
                    anchor is ListSchema list ? string.Concat(list.Keys.Select((k, i) => $"[{k.Module.Prefix}:{k.Name}='{keys[i]}']")) : keys[0]);
            }
        }

        parent.Add(node);
        return config.ToString();
    }

    private static XElement Element((SchemaNode Schema, string[] Keys) step)
    {
        XName Name(SchemaNode node) => XName.Get(node.Name, node.Module.Namespace);
        return step.Schema is ListSchema list
            ? new XElement(Name(list), list.Keys.Select((k, i) => new XElement(Name(k), step.Keys[i])))
            : new XElement(Name(step.Schema), step.Keys);
    }

    /// <summary>Reads <c>/m:top/list=key1,key2/leaf</c> (RFC 8040 §3.5.3).</summary>
    private List<(SchemaNode Schema, string[] Keys)> Steps(string path)
    {
        var steps = new List<(SchemaNode, string[])>();
        SchemaBranch parent = schema.Root;
        foreach (var segment in path.Split('/').Skip(1))
        {
            var equals = segment.IndexOf('=', StringComparison.Ordinal);
            var (name, keys) = equals < 0 ? (segment, "") : (segment[..equals], segment[(equals + 1)..]);
            var module = name.Contains(':', StringComparison.Ordinal) ? name[..name.IndexOf(':', StringComparison.Ordinal)] : parent.Module.Name;
            var node = parent.DataChildren.Single(c => c.Name == name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..] && c.Module.Name == module);
            steps.Add((node, equals < 0 ? [] : [.. keys.Split(',').Select(Uri.UnescapeDataString)]));
            parent = node as SchemaBranch ?? parent;
        }

        return steps;
    }
}
