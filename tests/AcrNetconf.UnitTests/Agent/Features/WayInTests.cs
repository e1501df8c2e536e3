using System.Net;
using System.Security.Cryptography.X509Certificates;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Datastores;
using AcrNetconf.Transports.Tls;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.UnitTests.Transports.Tls;
using AcrNetconf.Yang.Data;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Features;

/// <summary>The way an author came by, and the certificate shown there, are not taken away without a way back.</summary>
[TestClass]
public sealed class WayInTests
{
    private static readonly TestPki Authority = TestPki.Root("authority");
    private static readonly X509Certificate2 Alice = Authority.Issue("CN=alice");
    private static readonly X509Certificate2 Server = TestPki.Root("server").Certificate;
    private static readonly string Vouched = TlsFingerprint.Of(Authority.Certificate).Text;

    private static readonly RequestOrigin ByTls = new(7, "alice", "192.0.2.7")
    {
        Transport = "tls",
        Entrance = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 6513),
        Certificates = [Alice.RawData, Authority.Certificate.RawData],
    };

    private static readonly RequestOrigin ByCall = ByTls with { Entrance = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 40000), CalledClient = "noc" };

    private static readonly DataTree Before = Tree(
        TestModel.Empty,
        TlsTree.Key("server", Server),
        TlsTree.Bag("clients", Authority.Certificate.RawData),
        TlsTree.Endpoint("tls", "192.0.2.1", 6513, TlsTree.Parameters(Vouched)),
        "<listen><endpoints><endpoint><name>sshd</name><unix><path>/run/a.sock</path></unix></endpoint></endpoints></listen>",
        $"<call-home><netconf-client><name>noc</name><endpoints><endpoint><name>1</name><tls><tcp-client-parameters><remote-address>192.0.2.3</remote-address></tcp-client-parameters>{TlsTree.Parameters(Vouched)}</tls></endpoint></endpoints></netconf-client></call-home>");

    [TestMethod]
    [DataRow("<listen><endpoints><endpoint nc:operation='delete'><name>tls</name></endpoint></endpoints></listen>", "tls", DisplayName = "the endpoint goes")]
    [DataRow("<listen><endpoints><endpoint nc:operation='delete'><name>sshd</name></endpoint></endpoints></listen>", "unix", DisplayName = "the socket goes")]
    [DataRow("<listen><endpoints><endpoint><name>sshd</name><unix><path>/run/b.sock</path></unix></endpoint></endpoints></listen>", "unix", DisplayName = "the socket moves")]
    [DataRow("<call-home nc:operation='delete'/>", "call", DisplayName = "the client is not called")]
    [DataRow("<listen><endpoints><endpoint><name>tls</name><tls><tls-server-parameters><hello-params><tls-versions><min>tls13</min></tls-versions></hello-params></tls-server-parameters></tls></endpoint></endpoints></listen>", "", DisplayName = "other settings")]
    [TestProperty("row", "8341-lock-out-way")]
    public void Way(string change, string locksOut)
    {
        var after = Tree(Before, change);
        var guard = new ListenerGuard(new ServerModel(TestModel.Schema));
        Assert.AreEqual(locksOut == "tls", guard.Check(ByTls, Before, after) is not null);
        Assert.AreEqual(locksOut == "unix", guard.Check(ByTls with { Transport = "unix", Entrance = null }, Before, after) is not null);
        Assert.AreEqual(locksOut == "call", guard.Check(ByCall, Before, after) is not null);
        Assert.IsNull(guard.Check(ByTls with { Transport = "ssh" }, Before, after), "the same port of another transport");
    }

    [TestMethod]
    [TestProperty("row", "8341-lock-out-way")]
    public void Certificate()
    {
        var other = TestPki.Root("other").Certificate;
        AssertLocksOut(TlsTree.Bag("clients", other.RawData), listening: true, calling: true);
        AssertLocksOut(TlsTree.Endpoint("tls", "192.0.2.1", 6513, TlsTree.Parameters(TlsFingerprint.Of(other).Text)), listening: true, calling: false);
        AssertLocksOut(TlsTree.Endpoint("tls", "192.0.2.1", 6513, TlsTree.Parameters(Vouched, user: "bob")), listening: true, calling: false);
        AssertLocksOut(TlsTree.Endpoint("tls", "192.0.2.1", 6513, TlsTree.Parameters(Vouched, map: "common-name", user: null)), listening: false, calling: false);
        AssertLocksOut(TlsTree.Key("server", other), listening: false, calling: false);
    }

    private static void AssertLocksOut(string change, bool listening, bool calling)
    {
        var after = Tree(Before, change);
        var guard = new ClientCertificateGuard(new ServerModel(TestModel.Schema), new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.AreEqual(listening, guard.Check(ByTls, Before, after) is not null, change);
        Assert.AreEqual(calling, guard.Check(ByCall, Before, after) is not null, change);
        Assert.IsNull(guard.Check(ByTls with { Certificates = [] }, Before, after), "came without a certificate");
    }

    private static DataTree Tree(DataTree tree, params string[] parts) => parts.Aggregate(tree, (current, part) => SettingsTree.Edit(current, SettingsTree.Server(part)));
}
