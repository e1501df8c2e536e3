using AcrNetconf.Yang.Data;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Data;

[TestClass]
public sealed class TreeBuilderTests
{
    [TestMethod]
    public void Builds_state_in_any_order_and_re_enters_containers()
    {
        var tree = new TreeBuilder(Context)
            .Enter("system")
                .Enter("counters").Enter("sample").Leaf("value", 1).Exit().Exit()
                .Enter("server").Leaf("address", "x").Leaf("name", "b").Exit()
                .Enter("server").Leaf("name", "a").Leaf("enabled", false).Exit()
                .Leaf("ex-aug", "extra", "e").Leaf("kind", "ex-aug:bridge")
                .Enter("counters").Leaf("hits", ulong.MaxValue).Enter("sample").Leaf("value", 2).Exit().Leaf("seen", "s").Leaf("seen", "s").Exit()
            .Exit()
            .BuildTree();

        Assert.AreEqual(
            "<system xmlns=\"urn:ex\"><kind xmlns:aug=\"urn:aug\">aug:bridge</kind><extra xmlns=\"urn:aug\">e</extra>"
            + "<server><name>a</name><enabled>false</enabled></server><server><name>b</name><address>x</address></server>"
            + "<counters><hits>18446744073709551615</hits><sample><value>1</value></sample><sample><value>2</value></sample><seen>s</seen><seen>s</seen></counters></system>",
            Write(tree));
    }

    [TestMethod]
    public void Wrong_names_and_values_are_programming_errors()
    {
        var builder = new TreeBuilder(Context).Enter("system");

        Assert.ThrowsExactly<ArgumentException>(() => builder.Leaf("nope", "x"));
        Assert.ThrowsExactly<ArgumentException>(() => builder.Leaf("mtu", "x"));
        Assert.ThrowsExactly<ArgumentException>(() => builder.Leaf("server", "x"));
        Assert.ThrowsExactly<InvalidOperationException>(() => builder.Build());
        Assert.ThrowsExactly<ArgumentException>(() => builder.Enter("server").Exit());
    }

    [TestMethod]
    public void Builds_operation_output()
    {
        var output = (OperationNode)new TreeBuilder(Context, Reset.Output).Leaf("result", "done").Build();

        Assert.AreEqual("done", ((LeafNode)output.Find("result")!).Value.ToString());
    }
}
