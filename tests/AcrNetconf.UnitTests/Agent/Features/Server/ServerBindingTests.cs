using System.Net;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh;
using AcrNetconf.Transports.Listening;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.Yang.Data;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.UnitTests.Agent.Features.Server;

[TestClass]
public sealed class ServerBindingTests
{
    private readonly List<string> _done = [];

    [TestMethod]
    public async Task Endpoints_are_prepared_as_a_whole_and_applied_or_given_back()
    {
        var tree = SettingsTree.With(SettingsTree.Server(SettingsTree.Endpoint("a", "192.0.2.1", 830)));
        tree = SettingsTree.Edit(tree, SettingsTree.Server(SettingsTree.Endpoint("b", "::1", 831, passwords: false)));
        var change = Listeners().Plan(TestModel.Empty, tree)!; // there are endpoints
        Assert.AreEqual(Impact.Hitless, change.Impact);
        await (await change.PrepareAsync(CancellationToken.None)).Prepared!.AbortAsync(); // nothing to refuse
        await (await change.PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        await (await change.Inverse().PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        const string Both = "192.0.2.1:830 Password, PublicKey, KeyboardInteractive; [::1]:831 PublicKey";
        CollectionAssert.AreEqual(new[] { Both, "abort", Both, "apply", "", "apply" }, _done);
    }

    [TestMethod]
    public async Task What_the_host_or_the_key_refuses_is_told_with_its_node()
    {
        const string Endpoints = "/acr-server:netconf-server/listen/endpoints/endpoint[name='";
        await RefusedAsync(
            SettingsTree.Endpoint("a", "192.0.2.66", 830),
            $"{Endpoints}a']/ssh/tcp-server-parameters/local-bind[local-address='192.0.2.66']: netconf-ssh: cannot listen on 192.0.2.66:830: busy");
        await RefusedAsync(
            "<host-keys><host-key><name>k</name><private-key>nothing</private-key></host-key></host-keys>" + SettingsTree.Endpoint("a", "192.0.2.1", 830, "k"),
            "/acr-server:netconf-server/host-keys/host-key[name='k']/private-key: host key k is no private key without pass phrase");
        await RefusedAsync(
            SettingsTree.Endpoint("a", "127.0.0.1", 8830),
            $"{Endpoints}a']/ssh/tcp-server-parameters/local-bind[local-address='127.0.0.1']: 127.0.0.1:8830 is a listener of the command line");
        var twice = SettingsTree.Edit(SettingsTree.With(SettingsTree.Server(SettingsTree.Endpoint("a", "192.0.2.1", 830))), SettingsTree.Server(SettingsTree.Endpoint("b", "192.0.2.1", 830)));
        await RefusedAsync(twice, $"{Endpoints}b']/ssh/tcp-server-parameters/local-bind[local-address='192.0.2.1']: 192.0.2.1:830 is the endpoint a already");
    }

    [TestMethod]
    public async Task Limits_stand_over_those_of_the_command_line_and_go_again()
    {
        var given = new SessionLimits();
        var inForce = given;
        var binding = new LimitsBinding(new ServerModel(TestModel.Schema), limits => inForce = limits.Over(given));
        var tree = SettingsTree.With(SettingsTree.Server("<listen><idle-timeout>0</idle-timeout></listen><limits><hello-timeout>7</hello-timeout><max-sessions>3</max-sessions></limits>"));
        var change = binding.Plan(TestModel.Empty, tree)!; // there are limits
        await (await change.PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        Assert.AreEqual(given with { IdleTimeout = Timeout.InfiniteTimeSpan, HelloTimeout = TimeSpan.FromSeconds(7), MaxSessions = 3 }, inForce);
        await (await change.Inverse().PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        Assert.AreEqual(given, inForce);
    }

    [TestMethod]
    public async Task Log_level_is_the_configured_one_or_the_command_lines()
    {
        var level = new LogLevelSwitch(LogLevel.Information);
        var binding = new LoggingBinding(new ServerModel(TestModel.Schema), level);
        var change = binding.Plan(TestModel.Empty, SettingsTree.With(SettingsTree.Server("<logging><level>debug</level></logging>")))!; // there is a level
        await (await change.PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        Assert.IsTrue(level.Admits(LogLevel.Debug));
        await (await change.Inverse().PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        Assert.IsFalse(level.Admits(LogLevel.Debug));
    }

    private Task RefusedAsync(string content, string sentence) => RefusedAsync(SettingsTree.With(SettingsTree.Server(content)), sentence);

    private async Task RefusedAsync(DataTree tree, string sentence)
        => Assert.AreEqual(sentence, (await Listeners().Plan(TestModel.Empty, tree)!.PrepareAsync(CancellationToken.None)).Refusal?.Message); // there are endpoints

    private ListenersBinding Listeners() => new(new ServerModel(TestModel.Schema), [new IPEndPoint(IPAddress.Loopback, 8830)], wanted =>
    {
        if (wanted.FirstOrDefault(one => one.Address.Address.Equals(IPAddress.Parse("192.0.2.66"))) is { } bad)
        {
            throw new ListenRefusedException(bad.Address, $"netconf-ssh: cannot listen on {bad.Address}: busy", new IOException());
        }

        _done.Add(string.Join("; ", wanted.Select(one => $"{one.Address} {one.Methods}")));
        return new Change(_done);
    });

    private sealed class Change(List<string> done) : ITransportChange
    {
        public IReadOnlyList<EndPoint> EndPoints => [];

        public void Apply() => done.Add("apply");

        public void Dispose() => done.Add("abort");
    }
}
