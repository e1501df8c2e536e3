using System.Net;
using System.Security.Cryptography.X509Certificates;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Tls;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.UnitTests.Transports.Tls;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.UnitTests.Agent.Features.Server;

[TestClass]
public sealed class CallHomeBindingTests
{
    private const string Clients = "/acr-server:netconf-server/call-home/netconf-client[name='";

    private static readonly X509Certificate2 Root = TestPki.Root("root").Certificate;
    private static readonly CallHomeClient Given = new("given", [new CallHomeEndpoint("1", CallHomeProtocol.Ssh, "192.0.2.9", 4334)]);

    private readonly List<CallHomeOptions> _wanted = [];
    private readonly CallHomeBinding _binding;

    public CallHomeBindingTests()
        => _binding = new CallHomeBinding(new ServerModel(TestModel.Schema), [Given], options =>
        {
            _wanted.Add(options);
            return new Change();
        });

    [TestMethod]
    [TestProperty("row", "8071-4.2")]
    public async Task Clients_join_those_of_the_command_line_and_go_again()
    {
        var settings = "<connection-type><periodic><period>5</period><anchor-time>2026-01-01T00:00:00Z</anchor-time><idle-timeout>0</idle-timeout></periodic></connection-type>"
            + "<reconnect-strategy><start-with>random-selection</start-with><max-wait>7</max-wait><max-attempts>2</max-attempts><first-pause>3</first-pause><longest-pause>9</longest-pause></reconnect-strategy>";
        var tree = Tree(Client("noc", Ssh("b", "noc2.example") + Ssh("a", "192.0.2.1", 4000), settings), Client("plain", Ssh("1", "2001:db8::1")));
        await ApplyAsync(TestModel.Empty, tree);
        var noc = new CallHomeClient("noc", [new("b", CallHomeProtocol.Ssh, "noc2.example", 4334), new("a", CallHomeProtocol.Ssh, "192.0.2.1", 4000)])
        {
            Connection = new CallHomeConnection.Periodic(TimeSpan.FromMinutes(5), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null),
            StartWith = CallHomeStart.RandomSelection,
            MaxWait = TimeSpan.FromSeconds(7),
            MaxAttempts = 2,
            FirstPause = TimeSpan.FromSeconds(3),
            LongestPause = TimeSpan.FromSeconds(9),
        };
        var plain = new CallHomeClient("plain", [new("1", CallHomeProtocol.Ssh, "2001:db8::1", 4334)]);
        CollectionAssert.AreEqual(new[] { Given, noc, plain }, _wanted[^1].Clients);
        await ApplyAsync(tree, TestModel.Empty);
        CollectionAssert.AreEqual(new[] { Given }, _wanted[^1].Clients);
    }

    [TestMethod]
    [TestProperty("row", "8071-4.2")]
    public async Task Client_whose_settings_stay_is_equal_to_what_it_was_and_one_with_another_certificate_is_not()
    {
        var fingerprint = TlsFingerprint.Of(Root).Text;
        var before = Tree(TlsTree.Key("server", Root), TlsTree.Bag("clients", Root.RawData), Client("noc", Tls("1", TlsTree.Parameters(fingerprint))));
        await ApplyAsync(TestModel.Empty, before);
        var parameters = _wanted[^1].Clients[1].Endpoints[0].Tls!; // TLS
        Assert.IsNull(parameters.Problem());
        var after = SettingsTree.Edit(before, SettingsTree.Server(Client("other", Ssh("1", "192.0.2.1"))));
        await ApplyAsync(before, after);
        Assert.AreEqual(_wanted[^2].Clients[1], _wanted[^1].Clients[1]);
        var renewed = SettingsTree.Edit(after, SettingsTree.Server(TlsTree.Key("server", TestPki.Root("renewed").Certificate)));
        await ApplyAsync(after, renewed);
        Assert.AreNotEqual(_wanted[^2].Clients[1], _wanted[^1].Clients[1]);
        Assert.AreEqual(_wanted[^2].Clients[2], _wanted[^1].Clients[2]);
    }

    [TestMethod]
    public async Task What_cannot_be_called_is_told_with_its_node()
    {
        await RefusedAsync(Tree(Client("given", Ssh("1", "192.0.2.1"))), $"{Clients}given']: given is a client of the command line");
        await RefusedAsync(
            Tree(TlsTree.Key("server", Root, data: [1]), TlsTree.Bag("clients", Root.RawData), Client("noc", Tls("1", TlsTree.Parameters(TlsFingerprint.Of(Root).Text)))),
            "/acr-server:netconf-server/keystore/asymmetric-keys/asymmetric-key[name='server']/certificates/certificate[name='server']/cert-data: it is neither CMS nor a certificate: ");
        await RefusedAsync(
            Tree(TlsTree.Key("server", Root), TlsTree.Bag("clients", Root.RawData), Client("noc", Tls("1", TlsTree.Parameters("04:aa")))),
            $"{Clients}noc']/endpoints/endpoint[name='1']/tls/netconf-server-parameters/client-identity-mappings/cert-to-name[id='1']/fingerprint: fingerprint '04:aa': ");
    }

    private static string Client(string name, string endpoints, string settings = "")
        => $"<call-home><netconf-client><name>{name}</name><endpoints>{endpoints}</endpoints>{settings}</netconf-client></call-home>";

    private static string Ssh(string name, string host, int? port = null)
        => $"<endpoint><name>{name}</name><ssh><tcp-client-parameters><remote-address>{host}</remote-address>{(port is null ? "" : $"<remote-port>{port}</remote-port>")}</tcp-client-parameters></ssh></endpoint>";

    private static string Tls(string name, string parameters)
        => $"<endpoint><name>{name}</name><tls><tcp-client-parameters><remote-address>192.0.2.1</remote-address></tcp-client-parameters>{parameters}</tls></endpoint>";

    private static DataTree Tree(params string[] parts) => parts.Aggregate(TestModel.Empty, (tree, part) => SettingsTree.Edit(tree, SettingsTree.Server(part)));

    private async Task ApplyAsync(DataTree from, DataTree to)
    {
        var change = _binding.Plan(from, to)!; // they differ
        Assert.AreEqual(Impact.Hitless, change.Impact);
        var outcome = await change.PrepareAsync(CancellationToken.None);
        Assert.IsNull(outcome.Refusal?.Message);
        await outcome.Prepared!.ApplyAsync(); // not refused
    }

    private async Task RefusedAsync(DataTree tree, string sentence)
        => StringAssert.StartsWith((await _binding.Plan(TestModel.Empty, tree)!.PrepareAsync(CancellationToken.None)).Refusal?.Message, sentence); // there are clients

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
