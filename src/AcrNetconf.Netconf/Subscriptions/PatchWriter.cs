using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Netconf.Patches;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>Writes the difference between two selections as the edits of a YANG patch (RFC 8072 §2.5, RFC 8641 §3.7).</summary>
internal sealed class PatchWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly SchemaContext _schema;
    private readonly ImmutableSortedSet<string> _excluded;
    private int _edits;

    private PatchWriter(SchemaContext schema, ImmutableSortedSet<string> excluded)
    {
        _schema = schema;
        _excluded = excluded;
    }

    /// <summary>The edit elements; empty when nothing is left of the change.</summary>
    /// <param name="change">What changed.</param>
    /// <param name="excluded">Kinds of change to leave out.</param>
    public static ReadOnlyMemory<byte> Write(DataDiff change, ImmutableSortedSet<string> excluded)
    {
        var writer = new PatchWriter(change.From.Schema, excluded);
        foreach (var node in PatchedNode.InOrder(change.Root.Children))
        {
            writer.Write(node, change.Root, InstancePath.Root);
        }

        return writer._output.WrittenMemory;
    }

    private void Write(DiffNode node, DiffNode parent, InstancePath above)
    {
        var path = above.Append(node.Step);
        switch (node.Operation)
        {
            case DiffOperation.Create:
                Edit(IsPlaced(node) ? "insert" : "create", path, node, parent, hasValue: true);
                return;
            case DiffOperation.Delete:
                Edit("delete", path, node, parent, hasValue: false);
                return;
            case DiffOperation.Replace:
                Edit("replace", path, node, parent, hasValue: true);
                return;
            case DiffOperation.Move:
                Edit("move", path, node, parent, hasValue: false);
                break;
            case DiffOperation.Descend when node.Children.Any(c => c.Position > 0):
                // Entries without keys have no name a target could give: what holds them is replaced.
                Edit("replace", path, node, parent, hasValue: true);
                return;
        }

        foreach (var child in PatchedNode.InOrder(node.Children))
        {
            Write(child, node, path);
        }
    }

    private static bool IsPlaced(DiffNode node) => node.Schema is ListSchema { IsUserOrdered: true, Keys.IsEmpty: false } or LeafListSchema { IsUserOrdered: true } && node.Schema.IsConfig;

    private void Edit(string operation, InstancePath path, DiffNode node, DiffNode parent, bool hasValue)
    {
        if (_excluded.Contains(operation))
        {
            return;
        }

        AsciiXml.Raw(_output, "<edit>"u8);
        AsciiXml.Element(_output, "edit-id", "edit" + (++_edits).ToString(CultureInfo.InvariantCulture));
        AsciiXml.Element(_output, "operation", operation);
        AsciiXml.Element(_output, "target", ResourcePath.Of(path));
        if (operation is "insert" or "move")
        {
            Place(path, node, parent);
        }

        if (hasValue)
        {
            AsciiXml.Raw(_output, "<value>"u8);
            Value(node);
            AsciiXml.Raw(_output, "</value>"u8);
        }

        AsciiXml.Raw(_output, "</edit>"u8);
    }

    /// <summary>first, or after the entry that stands before it now.</summary>
    private void Place(InstancePath path, DiffNode node, DiffNode parent)
    {
        var before = PatchedNode.Predecessor(node, parent);
        if (before is { } key)
        {
            AsciiXml.Element(_output, "point", ResourcePath.Of(path.Parent!.Append(new InstanceStep(node.Schema, key, 0)))); // an entry has a parent
        }

        AsciiXml.Element(_output, "where", before is null ? "first" : "after");
    }

    private void Value(DiffNode node)
        => XmlDataWriter.WriteNode(_output, _schema, PatchedNode.Shown(node, node.After!), Options, NetconfNames.YangPush); // there is a value

    private static WriteOptions Options { get; } = new(WithDefaultsMode.Explicit);
}
