using System.Buffers;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Writes instance data in XML (RFC 7950), straight into a byte buffer, in ASCII.</summary>
/// <remarks>
/// Same data, same bytes: schema order, keys first, list order, one way to declare namespaces. A namespace is declared as default where it
/// changes; prefixes are declared only on leafs whose values need them.
/// </remarks>
public sealed class XmlDataWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly SchemaContext _context;
    private readonly WriteOptions _options;
    private int _depth;

    private XmlDataWriter(IBufferWriter<byte> output, SchemaContext context, WriteOptions? options)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(context);
        _output = output;
        _context = context;
        _options = options ?? WriteOptions.Explicit;
    }

    /// <summary>Writes the children of a branch, without an element for the branch itself.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="context">The schema, for prefixes in values.</param>
    /// <param name="branch">The tree's root, an operation's input or output, a notification's content...</param>
    /// <param name="options">Null means <see cref="WriteOptions.Explicit"/>.</param>
    /// <param name="namespace">Default namespace in scope where the bytes will stand; null when unknown or none.</param>
    public static void WriteContent(IBufferWriter<byte> output, SchemaContext context, DataBranch branch, WriteOptions? options = null, string? @namespace = null)
    {
        ArgumentNullException.ThrowIfNull(branch);
        var writer = new XmlDataWriter(output, context, options);
        writer.WriteChildren(writer._options.Prepare(branch), @namespace);
    }

    /// <summary>Writes a node with its element; a list or leaf-list with one element per entry.</summary>
    public static void WriteNode(IBufferWriter<byte> output, SchemaContext context, DataNode node, WriteOptions? options = null, string? @namespace = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        var writer = new XmlDataWriter(output, context, options);
        writer.Write(node is DataBranch branch ? writer._options.Prepare(branch) : node, @namespace);
    }

    /// <summary>The children of a branch as text, for messages and files.</summary>
    public static string ToText(SchemaContext context, DataBranch branch, WriteOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteContent(buffer, context, branch, options);
        return System.Text.Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    private void WriteChildren(DataBranch branch, string? @namespace)
    {
        if (branch is ListEntryNode entry)
        {
            foreach (var key in entry.ListSchema.Keys)
            {
                WriteLeaf(entry.Find(key)!, @namespace); // an entry always has its keys
            }
        }

        foreach (var child in branch.ChildArray)
        {
            if (child is not LeafNode { LeafSchema.IsKey: true } || branch is not ListEntryNode)
            {
                Write(child, @namespace);
            }
        }
    }

    private void Write(DataNode node, string? @namespace)
    {
        if (_options.WithDefaults == WithDefaultsMode.Trim && DefaultView.IsTrimmed(node))
        {
            return;
        }

        switch (node)
        {
            case LeafNode leaf:
                WriteLeaf(leaf, @namespace);
                break;
            case LeafListNode leafList:
                var isTagged = IsTagged(leafList);
                foreach (var value in leafList.Values)
                {
                    WriteValueElement(leafList, value, isTagged, @namespace);
                }

                break;
            case ListNode list:
                foreach (var entry in list.Entries)
                {
                    WriteBranch(entry, @namespace);
                }

                break;
            case AnydataNode anydata:
                NewLine();
                XmlAnydataWriter.Write(_output, anydata.Value, anydata.Namespace, @namespace, () => _options.Annotator?.Leaf(anydata, default, _output));
                break;
            case DataBranch branch:
                WriteBranch(branch, @namespace);
                break;
            default:
                break;
        }
    }

    private void WriteBranch(DataBranch branch, string? @namespace)
    {
        WriteStart(branch.Schema, @namespace);
        if (_options.Annotator is { } annotator)
        {
            var isWhole = annotator.Enter(branch, _output);
            WriteBranchContent(branch, isWhole);
            annotator.Leave();
            return;
        }

        WriteBranchContent(branch, isWhole: true);
    }

    private void WriteBranchContent(DataBranch branch, bool isWhole)
    {
        if (!isWhole)
        {
            WriteKeysOnly(branch);
            return;
        }

        if (branch.IsEmpty || (_options.WithDefaults == WithDefaultsMode.Trim && Array.TrueForAll(branch.ChildArray, DefaultView.IsTrimmed)))
        {
            _output.Write("/>"u8);
            return;
        }

        _output.Write(">"u8);
        _depth++;
        WriteChildren(branch, branch.Namespace);
        _depth--;
        NewLine();
        WriteEnd(branch.Schema);
    }

    private void WriteKeysOnly(DataBranch branch)
    {
        if (branch is not ListEntryNode entry)
        {
            _output.Write("/>"u8);
            return;
        }

        _output.Write(">"u8);
        foreach (var key in entry.ListSchema.Keys)
        {
            WriteLeaf(entry.Find(key)!, branch.Namespace); // an entry always has its keys
        }

        WriteEnd(branch.Schema);
    }

    private void WriteLeaf(LeafNode leaf, string? @namespace) => WriteValueElement(leaf, leaf.Value, IsTagged(leaf), @namespace);

    private void WriteValueElement(DataNode node, in YangValue value, bool isTagged, string? @namespace)
    {
        var schema = node.Schema;
        WriteStart(schema, @namespace);
        _options.Annotator?.Leaf(node, value, _output);
        string? text = null;
        switch (value.Type.Base)
        {
            case YangBaseType.Empty:
                break;
            case YangBaseType.IdentityRef or YangBaseType.InstanceIdentifier:
                text = WritePrefixes(schema, value);
                break;
            case YangBaseType.Int8 or YangBaseType.Int16 or YangBaseType.Int32 or YangBaseType.Int64
                or YangBaseType.UInt8 or YangBaseType.UInt16 or YangBaseType.UInt32 or YangBaseType.UInt64:
                break;
            case YangBaseType.String when value.Type is StringType { HoldsPath: true }:
                text = WritePrefixes(schema, value);
                break;
            default:
                text = value.ToString();
                break;
        }

        if (isTagged)
        {
            _output.Write(" xmlns:wd=\"urn:ietf:params:xml:ns:netconf:default:1.0\" wd:default=\"true\""u8);
        }

        if (value.Type.Base == YangBaseType.Empty || text is "")
        {
            _output.Write("/>"u8);
            return;
        }

        _output.Write(">"u8);
        if (text is null)
        {
            WriteNumber(value);
        }
        else
        {
            XmlText.WriteContent(_output, text);
        }

        WriteEnd(schema);
    }

    private void WriteNumber(in YangValue value)
    {
        var span = _output.GetSpan(24);
        int written;
        if (value.Type.Base == YangBaseType.UInt64)
        {
            unchecked((ulong)value.Number).TryFormat(span, out written);
        }
        else
        {
            value.Number.TryFormat(span, out written);
        }

        _output.Advance(written);
    }

    // Declares the prefixes a value needs beyond the leaf's own namespace, and answers its text.
    private string WritePrefixes(SchemaNode schema, in YangValue value)
    {
        if (value.Object is YangIdentity identity && identity.Module.Namespace == schema.Module.Namespace)
        {
            return identity.Name; // RFC 7950 §9.10.3: without prefix the default namespace applies, and that is the leaf's
        }

        var prefixes = new PrefixMap();
        var text = InstancePathWriter.XmlText(value, prefixes, _context);
        foreach (var (prefix, @namespace) in prefixes.Declarations)
        {
            _output.Write(" xmlns:"u8);
            XmlText.WritePlain(_output, prefix);
            _output.Write("=\""u8);
            XmlText.WriteAttribute(_output, @namespace);
            _output.Write("\""u8);
        }

        return text;
    }

    private bool IsTagged(DataNode node) => _options.WithDefaults == WithDefaultsMode.ReportAllTagged && DefaultView.IsFromDefault(node);

    private void WriteStart(SchemaNode schema, string? @namespace)
    {
        NewLine();
        _output.Write("<"u8);
        XmlText.WritePlain(_output, schema.Name);
        if (schema.Module.Namespace != @namespace)
        {
            _output.Write(" xmlns=\""u8);
            XmlText.WriteAttribute(_output, schema.Module.Namespace);
            _output.Write("\""u8);
        }
    }

    private void WriteEnd(SchemaNode schema)
    {
        _output.Write("</"u8);
        XmlText.WritePlain(_output, schema.Name);
        _output.Write(">"u8);
    }

    private void NewLine()
    {
        if (_options.Indent)
        {
            _output.Write("\n"u8);
            for (var i = 0; i < _depth; i++)
            {
                _output.Write("  "u8);
            }
        }
    }
}
