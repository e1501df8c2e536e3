using AcrNetconf.Netconf.Patches;
using AcrNetconf.UnitTests.Yang.Data;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.UnitTests.Netconf.Patches;

[TestClass]
public sealed class ResourcePathTests
{
    [TestMethod]
    public void Module_stands_where_it_changes_and_the_root_is_a_slash()
    {
        Assert.AreEqual("/", ResourcePath.Of(InstancePath.Root));
        Assert.AreEqual("/ex-main:system/server", ResourcePath.Of(InstancePath.Root.Append(TestModel.System).Append(TestModel.Server)));
    }

    [TestMethod]
    public void Keys_are_escaped_and_separated_by_commas()
    {
        var server = InstancePath.Root.Append(TestModel.System).Append(TestModel.Server, new ListKey(TestModel.String("a/b,c d")));
        Assert.AreEqual("/ex-main:system/server=a%2Fb%2Cc%20d", ResourcePath.Of(server));

        var link = InstancePath.Root.Append(TestModel.System).Append(TestModel.Link, new ListKey(TestModel.String("x"), TestModel.Number(7)));
        Assert.AreEqual("/ex-main:system/link=x,7", ResourcePath.Of(link));
    }
}
