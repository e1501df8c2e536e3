using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Writes instance data in JSON (RFC 7951), in UTF-8, straight into a byte buffer.</summary>
/// <remarks>Same order as in XML: schema order, keys first, list order. Names carry their module where it differs from the parent's.</remarks>
public sealed class JsonDataWriter
{
    private const string DefaultAnnotation = "ietf-netconf-with-defaults:default";

    private readonly Utf8JsonWriter _writer;
    private readonly WriteOptions _options;

    private JsonDataWriter(Utf8JsonWriter writer, WriteOptions options)
    {
        _writer = writer;
        _options = options;
    }

    /// <summary>Writes one object with the children of a branch as members.</summary>
    public static void WriteContent(IBufferWriter<byte> output, DataBranch branch, WriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(branch);
        options ??= WriteOptions.Explicit;
        using var writer = new Utf8JsonWriter(output, Format(options));
        writer.WriteStartObject();

        // Parameters of an operation and content of a notification are qualified like top-level nodes.
        new JsonDataWriter(writer, options).WriteMembers(options.Prepare(branch), branch is RootNode or OperationNode or NotificationNode ? null : branch.Schema.Module);
        writer.WriteEndObject();
    }

    /// <summary>The children of a branch as text, for messages and files.</summary>
    public static string ToText(DataBranch branch, WriteOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteContent(buffer, branch, options);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // Escapes only what JSON demands; the result is a document of its own, never part of a page.
    private static JsonWriterOptions Format(WriteOptions options)
        => new() { Indented = options.Indent, SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private void WriteMembers(DataBranch branch, YangModule? parent)
    {
        if (branch is ListEntryNode entry)
        {
            foreach (var key in entry.ListSchema.Keys)
            {
                WriteMember(entry.Find(key)!, parent); // an entry always has its keys
            }
        }

        foreach (var child in branch.ChildArray)
        {
            if (child is LeafNode { LeafSchema.IsKey: true } && branch is ListEntryNode)
            {
                continue;
            }

            if (_options.WithDefaults != WithDefaultsMode.Trim || !DefaultView.IsTrimmed(child))
            {
                WriteMember(child, parent);
            }
        }
    }

    private void WriteMember(DataNode node, YangModule? parent)
    {
        WriteName("", node.Schema, parent);
        switch (node)
        {
            case LeafNode leaf:
                WriteValue(leaf.Value);
                WriteTag(node, parent, 0);
                break;
            case LeafListNode leafList:
                _writer.WriteStartArray();
                foreach (var value in leafList.Values)
                {
                    WriteValue(value);
                }

                _writer.WriteEndArray();
                WriteTag(node, parent, leafList.Count);
                break;
            case ListNode list:
                _writer.WriteStartArray();
                foreach (var entry in list.Entries)
                {
                    WriteObject(entry);
                }

                _writer.WriteEndArray();
                break;
            case AnydataNode anydata:
                JsonAnydata.Write(_writer, anydata.Value, isTop: true);
                break;
            case DataBranch branch:
                WriteObject(branch);
                break;
            default:
                break;
        }
    }

    private void WriteObject(DataBranch branch)
    {
        _writer.WriteStartObject();
        WriteMembers(branch, branch.Schema.Module);
        _writer.WriteEndObject();
    }

    private void WriteName(string mark, SchemaNode schema, YangModule? parent)
    {
        if (schema.Module.Namespace == parent?.Namespace)
        {
            _writer.WritePropertyName(mark.Length == 0 ? schema.Name : mark + schema.Name);
        }
        else
        {
            _writer.WritePropertyName($"{mark}{schema.Module.Name}:{schema.Name}");
        }
    }

    // RFC 7951 §5.2 and RFC 7952 §5.2: metadata stands beside the member, for a leaf-list as an array.
    private void WriteTag(DataNode node, YangModule? parent, int entries)
    {
        if (_options.WithDefaults != WithDefaultsMode.ReportAllTagged || !DefaultView.IsFromDefault(node))
        {
            return;
        }

        WriteName("@", node.Schema, parent);
        if (entries > 0)
        {
            _writer.WriteStartArray();
        }

        for (var i = 0; i < Math.Max(entries, 1); i++)
        {
            _writer.WriteStartObject();
            _writer.WriteBoolean(DefaultAnnotation, true);
            _writer.WriteEndObject();
        }

        if (entries > 0)
        {
            _writer.WriteEndArray();
        }
    }

    // RFC 7951 §6: numbers up to 32 bits are numbers, wider ones and decimal64 strings, since JSON readers have doubles only.
    private void WriteValue(in YangValue value)
    {
        switch (value.Type.Base)
        {
            case YangBaseType.Int8 or YangBaseType.Int16 or YangBaseType.Int32
                or YangBaseType.UInt8 or YangBaseType.UInt16 or YangBaseType.UInt32:
                _writer.WriteNumberValue(value.Number);
                break;
            case YangBaseType.Boolean:
                _writer.WriteBooleanValue(value.Number != 0);
                break;
            case YangBaseType.Empty:
                _writer.WriteStartArray();
                _writer.WriteNullValue();
                _writer.WriteEndArray();
                break;
            case YangBaseType.InstanceIdentifier:
                _writer.WriteStringValue(InstancePathWriter.WithoutRepeatedModules(value.ToString()));
                break;
            default:
                _writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
