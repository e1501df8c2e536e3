using System.Net;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.UnitTests.Agent.Features.Server;

[TestClass]
public sealed class GivenEndpointsTests
{
    [TestMethod]
    public void What_the_command_line_gives_is_there_as_what_the_system_made()
    {
        var model = new ServerModel(TestModel.Schema);
        ListenerState[] listeners =
        [
            new("ssh", new IPEndPoint(IPAddress.Loopback, 830), false, [], null),
            new("tls", new IPEndPoint(IPAddress.Loopback, 6513), false, [], null),
            new("tls", new IPEndPoint(IPAddress.Loopback, 6514), true, [], null),
        ];
        var client = new CallHomeClient("noc", [new("1", CallHomeProtocol.Ssh, "noc.example", 4334), new("2", CallHomeProtocol.Tls, "2001:db8::1", 4000)]);
        var given = new GivenEndpoints(TestModel.Schema, model, () => listeners, "netconf.sock", [client]);
        var tree = new DataTree(TestModel.Schema, (RootNode)given.Contribute(TestModel.Empty.Root));
        foreach (var name in new[] { "command-line 127.0.0.1:830", "command-line 127.0.0.1:6513", "command-line unix" })
        {
            Assert.IsNotNull(tree.Find(model.PathOf(name)), name);
        }

        Assert.IsNull(tree.Find(model.PathOf("command-line 127.0.0.1:6514")), "a configured one");
        Assert.AreEqual(Path.GetFullPath("netconf.sock"), model.UnixEndpointsOf(tree).Single().Path);
        CollectionAssert.AreEqual(new[] { "noc" }, model.CallHome.Names(tree).ToArray());
    }
}
