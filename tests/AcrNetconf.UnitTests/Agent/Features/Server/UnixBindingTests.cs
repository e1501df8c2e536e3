using System.Net;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.Unix;
using AcrNetconf.UnitTests.Datastores.Fakes;

namespace AcrNetconf.UnitTests.Agent.Features.Server;

[TestClass]
public sealed class UnixBindingTests
{
    private readonly List<UnixServerOptions> _wanted = [];

    [TestMethod]
    public async Task Socket_comes_with_its_group_and_those_it_trusts_and_goes_again()
    {
        var given = new UnixServerOptions { RecoveryUsers = ["alice"] };
        var tree = SettingsTree.With(SettingsTree.Server(Socket("<path>/run/a.sock</path><group>ops</group><trusted-user>relay</trusted-user><trusted-group>ops</trusted-group>")));
        var change = Binding(given).Plan(TestModel.Empty, tree)!; // there is a socket
        await (await change.PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        await (await change.Inverse().PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        Assert.AreEqual("/run/a.sock", _wanted[0].Path);
        Assert.AreEqual(20u, _wanted[0].Group);
        Assert.IsTrue(_wanted[0].TrustedUsers.SetEquals([10u]) && _wanted[0].TrustedGroups.SetEquals([20u]));
        Assert.AreSame(given.RecoveryUsers, _wanted[0].RecoveryUsers);
        Assert.AreEqual(given, _wanted[1]);
    }

    [TestMethod]
    public async Task What_the_host_does_not_know_and_a_second_socket_are_refused()
    {
        const string Place = "/acr-server:netconf-server/listen/endpoints/endpoint[name='sshd']/unix: ";
        await RefusedAsync(new UnixServerOptions(), "<path>/run/a.sock</path><group>nobodies</group>", Place + "the host has no group nobodies");
        await RefusedAsync(new UnixServerOptions(), "<path>/run/a.sock</path><trusted-user>mallory</trusted-user>", Place + "the host has no user mallory");
        await RefusedAsync(new UnixServerOptions { Path = "/run/b.sock" }, "<path>/run/a.sock</path>", Place + "the command line has the socket /run/b.sock, and there is one only");
    }

    private static string Socket(string content) => $"<listen><endpoints><endpoint><name>sshd</name><unix>{content}</unix></endpoint></endpoints></listen>";

    private async Task RefusedAsync(UnixServerOptions given, string content, string sentence)
        => Assert.AreEqual(sentence, (await Binding(given).Plan(TestModel.Empty, SettingsTree.With(SettingsTree.Server(Socket(content))))!.PrepareAsync(CancellationToken.None)).Refusal?.Message); // there is a socket

    private UnixBinding Binding(UnixServerOptions given) => new(new ServerModel(TestModel.Schema), given, new Names(), options =>
    {
        _wanted.Add(options);
        return new Change();
    });

    private sealed class Names : IHostNames
    {
        public uint? UserId(string name) => name == "relay" ? 10 : null;

        public uint? GroupId(string name) => name == "ops" ? 20 : null;
    }

    private sealed class Change : ITransportChange
    {
        public IReadOnlyList<EndPoint> EndPoints => [];

        public void Apply()
        {
        }

        public void Dispose()
        {
        }
    }
}
