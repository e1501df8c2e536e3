using System.Buffers;
using System.Collections.Immutable;
using System.Xml;
using XmlText = AcrNetconf.Yang.Encoding.XmlText;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>/top/entry: a system-ordered list of seven leafs; /top/rule: the same, user-ordered. Inputs of any size.</summary>
internal sealed class ListModel
{
    private readonly ContainerSchema _top;

    public ListModel()
    {
        var module = new YangModule("bench", "urn:bench", "b", "2026-01-01", true, "") { IsImplemented = true };
        Entry = List(module, "entry", userOrdered: false);
        Rule = List(module, "rule", userOrdered: true);
        _top = new ContainerSchema(module, "top");
        Fill(_top, [Entry, Rule]);
        var root = new RootSchema(module);
        Fill(root, [_top]);
        Context = new SchemaContext([module], root, "1");
    }

    public SchemaContext Context { get; }

    public ListSchema Entry { get; }

    public ListSchema Rule { get; }

    public LeafSchema Mtu => (LeafSchema)Entry.DataChildren[2];

    public InstancePath Path(ListSchema list, int index)
        => InstancePath.Root.Append(_top).Append(list, Key(list, index));

    public static ListKey Key(ListSchema list, int index) => new(Value(list.Keys[0].Type, $"name{index:D6}"));

    public static YangValue Value(YangType type, string text)
        => type.TryParse(text, null, out var value, out var violation) ? value : throw new ArgumentException(violation.Message);

    public static byte[] Xml(string list, int count)
    {
        var buffer = new ArrayBufferWriter<byte>();
        XmlText.WritePlain(buffer, "<config><top xmlns=\"urn:bench\">");
        for (var i = 0; i < count; i++)
        {
            XmlText.WritePlain(
                buffer,
                $"<{list}><name>name{i:D6}</name><description>description of entry {i}</description><mtu>{1400 + (i % 200)}</mtu>"
                + $"<enabled>true</enabled><address>10.{i / 65536}.{i / 256 % 256}.{i % 256}</address><weight>{i}</weight><group>group{i % 10}</group></{list}>");
        }

        XmlText.WritePlain(buffer, "</top></config>");
        return buffer.WrittenSpan.ToArray();
    }

    public DataTree Read(byte[] xml)
    {
        using var reader = XmlReader.Create(new MemoryStream(xml), XmlDataReader.Settings);
        var result = XmlDataReader.ReadConfig(reader, Context);
        return result.IsValid ? result.ToTree(Context) : throw new InvalidOperationException(result.Violations[0].Message);
    }

    private static ListSchema List(YangModule module, string name, bool userOrdered)
    {
        var text = new StringType();
        var list = new ListSchema(module, name) { IsUserOrdered = userOrdered };
        var key = new LeafSchema(module, "name", text) { IsKey = true };
        Fill(
            list,
            [
                key, new LeafSchema(module, "description", text), new LeafSchema(module, "mtu", new IntegerType(YangBaseType.UInt16)),
                new LeafSchema(module, "enabled", new BooleanType()), new LeafSchema(module, "address", text),
                new LeafSchema(module, "weight", new IntegerType(YangBaseType.UInt32)), new LeafSchema(module, "group", text),
            ]);
        list.Keys = [key];
        return list;
    }

    private static void Fill(SchemaBranch branch, ImmutableArray<SchemaNode> children)
    {
        branch.Children = children;
        branch.IsConfig = true;
        foreach (var child in children)
        {
            child.Parent = branch;
            child.IsConfig = true;
        }

        branch.Freeze();
    }
}
