using System.Text;
using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Datastores.Editing;

/// <summary>Writes a difference as an edit-config document: applying it to the old tree gives the new one.</summary>
/// <remarks>The commit log keeps these. Prefixes inside values are module names, declared where they stand.</remarks>
public static class EditWriter
{
    private const string BaseNamespace = EditAttributePolicy.BaseNamespace;
    private const string YangNamespace = EditAttributePolicy.YangNamespace;

    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, CheckCharacters = false };

    /// <summary>The change as an edit.</summary>
    public static string Write(DataDiff diff) => Document(writer =>
    {
        ArgumentNullException.ThrowIfNull(diff);
        foreach (var node in diff.Root.Children)
        {
            WriteDiff(writer, node, diff.To.Root);
        }
    });

    /// <summary>A whole configuration as an edit on empty.</summary>
    internal static string WriteSnapshot(DataTree tree) => Document(writer => WriteChildren(writer, tree.Root));

    private static string Document(Action<XmlWriter> body)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Settings))
        {
            writer.WriteStartElement("config", BaseNamespace);
            writer.WriteAttributeString("xmlns", "nc", null, BaseNamespace);
            writer.WriteAttributeString("xmlns", "yang", null, YangNamespace);
            body(writer);
            writer.WriteEndElement();
        }

        return text.ToString();
    }

    private static void WriteDiff(XmlWriter writer, DiffNode node, DataBranch? parentAfter)
    {
        writer.WriteStartElement(node.Schema.Name, node.Schema.Module.Namespace);
        switch (node.Operation)
        {
            case DiffOperation.Delete:
                writer.WriteAttributeString("nc", "operation", BaseNamespace, "delete");
                WriteKey(writer, node);
                break;
            case DiffOperation.Create or DiffOperation.Replace:
                writer.WriteAttributeString("nc", "operation", BaseNamespace, node.Operation == DiffOperation.Create ? "create" : "replace");
                WritePlace(writer, node, parentAfter);
                WriteKey(writer, node);
                WriteContent(writer, node.After!); // only a deletion has no after
                break;
            default:
                if (node.Operation == DiffOperation.Move)
                {
                    WritePlace(writer, node, parentAfter);
                }

                WriteKey(writer, node);
                foreach (var child in node.Children)
                {
                    WriteDiff(writer, child, node.After as DataBranch);
                }

                break;
        }

        writer.WriteEndElement();
    }

    /// <summary>Entries are written in their final order, so "after the one before it" is always already in place.</summary>
    private static void WritePlace(XmlWriter writer, DiffNode node, DataBranch? parentAfter)
    {
        switch (node.Schema)
        {
            case ListSchema { IsUserOrdered: true } list when parentAfter?.Find(list) is ListNode entries:
                var index = entries.IndexOf(node.Key);
                WritePlace(writer, index == 0, "key", () => KeyPredicates(writer, list, entries[index - 1].Key));
                break;
            case LeafListSchema { IsUserOrdered: true } leafList when parentAfter?.Find(leafList) is LeafListNode values:
                var position = values.IndexOf(node.Key[0]);
                WritePlace(writer, position == 0, "value", () => Text(writer, values[position - 1]));
                break;
        }
    }

    private static void WritePlace(XmlWriter writer, bool isFirst, string attribute, Func<string> anchor)
    {
        writer.WriteAttributeString("yang", "insert", YangNamespace, isFirst ? "first" : "after");
        if (!isFirst)
        {
            writer.WriteAttributeString("yang", attribute, YangNamespace, anchor());
        }
    }

    private static string KeyPredicates(XmlWriter writer, ListSchema list, ListKey key)
    {
        var text = new StringBuilder();
        Declare(writer, list.Module.Name, list.Module.Namespace);
        for (var i = 0; i < key.Count; i++)
        {
            var value = Text(writer, key[i]);
            var quote = value.Contains('\'') ? '"' : '\'';
            text.Append('[').Append(list.Module.Name).Append(':').Append(list.Keys[i].Name).Append('=').Append(quote).Append(value).Append(quote).Append(']');
        }

        return text.ToString();
    }

    /// <summary>Text of a value in the element just opened; declares the prefixes it needs there.</summary>
    private static string Text(XmlWriter writer, YangValue value)
    {
        switch (value.Object)
        {
            case YangIdentity identity:
                Declare(writer, identity.Module.Name, identity.Module.Namespace);
                return $"{identity.Module.Name}:{identity.Name}";
            case InstancePath path:
                var text = path.ToXPath(out var declarations);
                foreach (var (prefix, @namespace) in declarations)
                {
                    Declare(writer, prefix, @namespace);
                }

                return text;
            default:
                return value.ToString();
        }
    }

    private static void Declare(XmlWriter writer, string prefix, string @namespace)
    {
        if (writer.LookupPrefix(@namespace) != prefix)
        {
            writer.WriteAttributeString("xmlns", prefix, null, @namespace);
        }
    }

    private static void WriteLeaf(XmlWriter writer, SchemaNode schema, YangValue value)
    {
        writer.WriteStartElement(schema.Name, schema.Module.Namespace);
        writer.WriteString(Text(writer, value));
        writer.WriteEndElement();
    }

    private static void WriteKey(XmlWriter writer, DiffNode node)
    {
        switch (node.Schema)
        {
            case ListSchema list:
                WriteKeys(writer, list, node.Key);
                break;
            case LeafListSchema:
                writer.WriteString(Text(writer, node.Key[0]));
                break;
        }
    }

    private static void WriteKeys(XmlWriter writer, ListSchema list, ListKey key)
    {
        for (var i = 0; i < key.Count; i++)
        {
            WriteLeaf(writer, list.Keys[i], key[i]);
        }
    }

    /// <summary>What stands inside the element of a node; a leaf-list entry's value is its key and is written already.</summary>
    private static void WriteContent(XmlWriter writer, DataNode node)
    {
        switch (node)
        {
            case LeafNode leaf:
                writer.WriteString(Text(writer, leaf.Value));
                break;
            case AnydataNode any:
                WriteAny(writer, any);
                break;
            case DataBranch branch:
                WriteChildren(writer, branch);
                break;
        }
    }

    private static void WriteChildren(XmlWriter writer, DataBranch branch)
    {
        foreach (var child in branch.Children)
        {
            switch (child)
            {
                case ListNode list:
                    foreach (var entry in list.Entries)
                    {
                        writer.WriteStartElement(list.Name, list.Schema.Module.Namespace);
                        WriteKeys(writer, list.ListSchema, entry.Key);
                        WriteChildren(writer, entry);
                        writer.WriteEndElement();
                    }

                    break;
                case LeafListNode leafList:
                    foreach (var value in leafList.Values)
                    {
                        WriteLeaf(writer, leafList.Schema, value);
                    }

                    break;
                case LeafNode { Schema: LeafSchema { IsKey: true } }:
                    break;
                default:
                    writer.WriteStartElement(child.Name, child.Schema.Module.Namespace);
                    WriteContent(writer, child);
                    writer.WriteEndElement();
                    break;
            }
        }
    }

    private static void WriteAny(XmlWriter writer, AnydataNode any)
    {
        foreach (var attribute in any.Value.Attributes())
        {
            if (!attribute.IsNamespaceDeclaration)
            {
                writer.WriteAttributeString(attribute.Name.LocalName, attribute.Name.NamespaceName, attribute.Value);
            }
        }

        foreach (var content in any.Value.Nodes())
        {
            content.WriteTo(writer);
        }
    }
}
