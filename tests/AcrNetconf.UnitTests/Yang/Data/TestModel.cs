using System.Buffers;
using System.Collections.Immutable;
using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Data;

/// <summary>
/// A schema made by hand, so that these tests do not depend on the module compiler: module ex (urn:ex) with one node of each kind under
/// /ex:system, and module aug (urn:aug) that adds to it.
/// </summary>
internal static class TestModel
{
    public static readonly YangModule Ex = new("ex-main", "urn:ex", "ex", "2026-01-01", true, "") { IsImplemented = true };
    public static readonly YangModule Aug = new("ex-aug", "urn:aug", "aug", "2026-01-01", true, "") { IsImplemented = true };

    public static readonly StringType Text = new();
    public static readonly IntegerType UInt32 = new(YangBaseType.UInt32);
    public static readonly BooleanType Bool = new();

    public static readonly YangIdentity Kind = new(Ex, "kind");
    public static readonly YangIdentity Router = new(Ex, "router") { Bases = [Kind] };
    public static readonly YangIdentity Bridge = new(Aug, "bridge") { Bases = [Kind] };

    public static readonly ContainerSchema System;
    public static readonly ListSchema Server;
    public static readonly ListSchema Rule;
    public static readonly ListSchema Link;
    public static readonly ListSchema Sample;
    public static readonly OperationSchema Reset;
    public static readonly OperationSchema Restart;
    public static readonly NotificationSchema Changed;
    public static readonly NotificationSchema Down;
    public static readonly SchemaContext Context;

    static TestModel()
    {
        Ex.Identities = ImmutableDictionary<string, YangIdentity>.Empty.Add("kind", Kind).Add("router", Router);
        Aug.Identities = ImmutableDictionary<string, YangIdentity>.Empty.Add("bridge", Bridge);

        Restart = Operation("restart", isAction: true, [Leaf("graceful", Bool)], []);
        Down = new NotificationSchema(Ex, "down");
        Fill(Down, [Leaf("reason", Text)]);
        Server = List("server", ["name"], Leaf("weight", UInt32), Leaf("name", Text), Leaf("address", Text), Leaf("enabled", Bool, "true"));
        Server.Children = Server.Children.Add(Restart).Add(Down);
        Restart.Parent = Down.Parent = Server;
        Rule = List("rule", ["id"], Leaf("id", UInt32), Leaf("action", Text));
        Rule.IsUserOrdered = true;
        Link = List("link", ["a", "b"], Leaf("b", UInt32), Leaf("a", Text), Leaf("cost", UInt32));
        Sample = List("sample", [], Leaf("value", UInt32));
        var counters = Container("counters", [Leaf("hits", new IntegerType(YangBaseType.UInt64)), Sample, LeafList("seen", Text)]);
        var logging = Container("logging", [Leaf("level", Text, "info")]);
        logging.IsPresence = true;
        var tags = LeafList("tags", UInt32);
        tags.Defaults = [Number(1), Number(2)];
        var search = LeafList("search", Text);
        search.IsUserOrdered = true;
        System = Container(
            "system",
            [
                Leaf("hostname", Text), Leaf("mtu", UInt32, "1500"), Leaf("enabled", Bool, "true"),
                LeafList("note", Text), search, tags,
                Leaf("kind", new IdentityRefType([Kind])), Leaf("target", new InstanceIdentifierType(false)), Leaf("flag", new EmptyType()),
                new AnydataSchema(Ex, "any"), Transport(), logging,
                Leaf("extra", Text, module: Aug), Container("timers", [Leaf("hello", UInt32, "10"), Leaf("dead", UInt32)]),
                Server, Rule, Link, counters,
            ]);
        MarkConfig(System, true);
        MarkConfig(counters, false);

        Reset = Operation("reset", isAction: false, [Leaf("delay", UInt32), Leaf("force", new EmptyType())], [Leaf("result", Text)]);
        Changed = new NotificationSchema(Ex, "changed");
        Fill(Changed, [Leaf("what", Text)]);
        var root = new RootSchema(Ex);
        Fill(root, [System, Reset, Changed]);
        Context = new SchemaContext([Ex, Aug], root, "1");
    }

    public static DataTree Empty => DataTree.Empty(Context);

    public static T Node<T>(string name)
        where T : SchemaNode
        => (T)System.DataChildren.Single(node => node.Name == name);

    public static LeafSchema Leaf(string name) => Node<LeafSchema>(name);

    public static YangValue Number(uint number) => Value(UInt32, number.ToString(global::System.Globalization.CultureInfo.InvariantCulture));

    public static YangValue String(string text) => Value(Text, text);

    public static YangValue Value(YangType type, string text)
        => type.TryParse(text, null, out var value, out var violation) ? value : throw new ArgumentException(violation.Message);

    public static ListEntryNode ServerEntry(string name, string? address = null)
    {
        var entry = ListEntryNode.Create(Server, new ListKey(String(name)));
        return address is null ? entry : entry.With(new LeafNode((LeafSchema)Server.DataChildren[2], String(address)));
    }

    public static ListEntryNode RuleEntry(uint id, string? action = null)
    {
        var entry = ListEntryNode.Create(Rule, new ListKey(Number(id)));
        return action is null ? entry : entry.With(new LeafNode((LeafSchema)Rule.DataChildren[1], String(action)));
    }

    /// <summary>A tree from XML: what stands inside /system, in namespace urn:ex, with prefixes ex and aug declared.</summary>
    public static DataTree Tree(string inSystem)
    {
        var result = Read($"<config><system xmlns='urn:ex' xmlns:ex='urn:ex' xmlns:aug='urn:aug'>{inSystem}</system></config>");
        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        return result.ToTree(Context);
    }

    public static ReadResult Read(string xml, ReadOptions? options = null)
    {
        using var reader = Reader(xml);
        return XmlDataReader.ReadData(reader, Context, options);
    }

    public static XmlReader Reader(string xml)
    {
        var reader = XmlReader.Create(new StringReader(xml), XmlDataReader.Settings);
        reader.MoveToContent();
        return reader;
    }

    public static string Write(DataTree tree, WriteOptions? options = null) => XmlDataWriter.ToText(Context, tree.Root, options);

    /// <summary>What a datastore of configuration can hold of a tree: no state, whose entries may have no key, and no empty containers.</summary>
    public static DataTree Configuration(DataTree tree) => Normaliser.Normalise(tree.Remove(Path("/ex-main:system/counters")));

    public static InstancePath Path(string text)
        => InstancePath.TryParse(text, Context, new ModuleNames(Context), out var path, out var error) ? path : throw new ArgumentException(error);

    private static ChoiceSchema Transport()
    {
        var tcp = new CaseSchema(Ex, "tcp");
        Fill(tcp, [Leaf("port", UInt32), Leaf("keepalive", Bool, "true")]);
        var udp = new CaseSchema(Ex, "udp");
        Fill(udp, [Leaf("udp-port", UInt32), Leaf("checksum", Bool, "false")]);
        var choice = new ChoiceSchema(Ex, "transport") { DefaultCase = tcp };
        Fill(choice, [tcp, udp]);
        return choice;
    }

    private static LeafSchema Leaf(string name, YangType type, string? @default = null, YangModule? module = null)
        => new(module ?? Ex, name, type) { Default = @default is null ? null : Value(type, @default) };

    private static LeafListSchema LeafList(string name, YangType type) => new(Ex, name, type);

    private static ContainerSchema Container(string name, ImmutableArray<SchemaNode> children)
    {
        var container = new ContainerSchema(Ex, name);
        Fill(container, children);
        return container;
    }

    private static ListSchema List(string name, string[] keys, params ReadOnlySpan<SchemaNode> children)
    {
        var list = new ListSchema(Ex, name);
        Fill(list, [.. children]);
        list.Keys = [.. keys.Select(key => (LeafSchema)list.DataChildren.Single(child => child.Name == key))];
        foreach (var key in list.Keys)
        {
            key.IsKey = true;
        }

        return list;
    }

    private static OperationSchema Operation(string name, bool isAction, ImmutableArray<SchemaNode> input, ImmutableArray<SchemaNode> output)
    {
        var operation = new OperationSchema(Ex, name, isAction)
        {
            Input = new OperationParametersSchema(Ex, false),
            Output = new OperationParametersSchema(Ex, true),
        };
        operation.Input.Parent = operation.Output.Parent = operation;
        Fill(operation.Input, input);
        Fill(operation.Output, output);
        operation.Freeze();
        return operation;
    }

    private static void Fill(SchemaBranch branch, ImmutableArray<SchemaNode> children)
    {
        branch.Children = children;
        foreach (var child in children)
        {
            child.Parent = branch;
        }

        branch.Freeze();
    }

    private static void MarkConfig(SchemaNode node, bool isConfig)
    {
        node.IsConfig = isConfig;
        foreach (var child in (node as SchemaBranch)?.Children ?? [])
        {
            if (child is not (OperationSchema or NotificationSchema))
            {
                MarkConfig(child, isConfig);
            }
        }
    }
}
