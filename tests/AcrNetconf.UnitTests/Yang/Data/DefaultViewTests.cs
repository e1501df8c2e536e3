using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Data;

[TestClass]
public sealed class DefaultViewTests
{
    [TestMethod]
    [DataRow("", "mtu", "1500")]
    [DataRow("<mtu>9000</mtu>", "mtu", "9000")]
    [DataRow("", "hostname", null)]
    [DataRow("", "keepalive", "true")]                             // default case, no other case present
    [DataRow("<port>1</port>", "keepalive", "true")]               // case present
    [DataRow("<udp-port>1</udp-port>", "keepalive", null)]         // other case present
    [DataRow("<udp-port>1</udp-port>", "checksum", "false")]       // case present
    [DataRow("", "checksum", null)]                                // neither present nor default case
    public void Leaf_in_force(string inSystem, string leaf, string? expected)
    {
        var system = (ContainerNode)Tree(inSystem + "<note>x</note>").Root.Find(TestModel.System)!;

        Assert.AreEqual(expected, system.EffectiveLeaf(Leaf(leaf))?.ToString());
    }

    [TestMethod]
    public void When_conditions_decide_defaults_where_asked()
    {
        var conditional = new LeafSchema(Ex, "c", Bool) { Default = Value(Bool, "true") };
        var box = new ContainerSchema(Ex, "box") { Children = [conditional] };
        box.Freeze();
        conditional.Parent = box;
        conditional.Whens = [new WhenConstraint(null!, conditional)]; // only its presence matters here
        var branch = ContainerNode.Empty(box);

        Assert.AreEqual("true", DefaultView.EffectiveLeaf(branch, conditional)?.ToString());
        Assert.IsNull(DefaultView.EffectiveLeaf(branch, conditional, _ => false));
        Assert.AreEqual("true", DefaultView.EffectiveLeaf(branch, conditional, node => ReferenceEquals(node, conditional))?.ToString());
    }

    [TestMethod]
    public void Children_in_force_stand_in_schema_order()
    {
        var system = (ContainerNode)Tree("<hostname>h</hostname><udp-port>5</udp-port>").Root.Find(TestModel.System)!;

        var names = DefaultView.EffectiveChildren(system).Select(child => child.Name);

        Assert.AreEqual("hostname mtu enabled tags udp-port checksum timers counters", string.Join(' ', names));
    }

    [TestMethod]
    [DataRow(WithDefaultsMode.Explicit, "<system xmlns=\"urn:ex\"><mtu>1500</mtu><tags>1</tags><tags>2</tags><udp-port>5</udp-port><server><name>a</name></server></system>")]
    [DataRow(WithDefaultsMode.Trim, "<system xmlns=\"urn:ex\"><udp-port>5</udp-port><server><name>a</name></server></system>")]
    [DataRow(WithDefaultsMode.ReportAll, "<system xmlns=\"urn:ex\"><mtu>1500</mtu><enabled>true</enabled><tags>1</tags><tags>2</tags><udp-port>5</udp-port><checksum>false</checksum><timers><hello>10</hello></timers><server><name>a</name><enabled>true</enabled></server></system>")]
    [DataRow(WithDefaultsMode.ReportAllTagged, "<system xmlns=\"urn:ex\"><mtu>1500</mtu><enabled WD>true</enabled><tags>1</tags><tags>2</tags><udp-port>5</udp-port><checksum WD>false</checksum><timers><hello WD>10</hello></timers><server><name>a</name><enabled WD>true</enabled></server></system>")]
    public void With_defaults_modes(WithDefaultsMode mode, string expected)
    {
        var tree = Tree("<mtu>1500</mtu><tags>1</tags><tags>2</tags><udp-port>5</udp-port><server><name>a</name></server>");

        Assert.AreEqual(
            expected.Replace("WD", "xmlns:wd=\"urn:ietf:params:xml:ns:netconf:default:1.0\" wd:default=\"true\"", StringComparison.Ordinal),
            Write(tree, new WriteOptions(mode)));
    }

    [TestMethod]
    public void Trim_drops_containers_that_hold_only_defaults()
    {
        Assert.AreEqual("", Write(Tree("<timers><hello>10</hello></timers>"), new WriteOptions(WithDefaultsMode.Trim)));
        Assert.AreEqual("<system xmlns=\"urn:ex\"><logging/></system>", Write(Tree("<logging><level>info</level></logging>"), new WriteOptions(WithDefaultsMode.Trim)));
    }

    [TestMethod]
    public void Conditions_see_all_ancestors()
    {
        var seen = new List<string>();
        var tree = Tree("<server><name>a</name></server>");
        var enabled = (LeafSchema)Server.DataChildren[3];
        enabled.Whens = [new WhenConstraint(null!, enabled)]; // only its presence matters here
        try
        {
            var condition = new DefaultCondition((node, ancestors) =>
            {
                seen.Add(node.Name + ":" + string.Join('/', ancestors.ToArray().Select(ancestor => ancestor is ListEntryNode entry ? entry.Key.ToString() : ancestor.Name)));
                return false;
            });
            StringAssert.Contains(Write(tree, new WriteOptions(WithDefaultsMode.ReportAll, condition)), "<server><name>a</name></server>");
        }
        finally
        {
            enabled.Whens = [];
        }

        CollectionAssert.AreEqual(new[] { "enabled:/system/a" }, seen);
    }

    [TestMethod]
    public void Defaults_outside_the_scope_are_not_made()
    {
        var tree = Tree("<server><name>a</name></server><server><name>b</name></server>");

        var filled = DefaultView.WithDefaults(tree, new OneServer("a"), configOnly: true);

        var servers = ((ContainerNode)filled.Root.Find(TestModel.System)!).Find(Server)!;
        Assert.AreEqual("true", ((LeafNode?)servers[0].Find("enabled"))?.Value.ToString());
        Assert.AreSame(((ContainerNode)tree.Root.Find(TestModel.System)!).Find(Server)![1], servers[1], "the other entry is not touched");
        Assert.IsNull(filled.Root.Find(TestModel.System) is ContainerNode system ? system.Find("timers") : null, "nor is a container beside the list");
    }

    private sealed class OneServer(string name) : DefaultScope
    {
        public override System.Collections.Immutable.ImmutableArray<ListKey> Keys => [new ListKey(Value(Text, name))];

        public override DefaultScope? Below(SchemaNode child) => ReferenceEquals(child, TestModel.System) || ReferenceEquals(child, Server) ? this : null;
    }
}
