using System.Net;
using System.Security.Cryptography.X509Certificates;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.Listening;
using AcrNetconf.Transports.Tls;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.UnitTests.Transports.Tls;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.UnitTests.Agent.Features.Server;

[TestClass]
public sealed class TlsListenersBindingTests
{
    private const string Endpoints = "/acr-server:netconf-server/listen/endpoints/endpoint[name='";

    private static readonly TestPki Clients = TestPki.Root("clients");
    private static readonly X509Certificate2 Server = TestPki.Root("server").Certificate;
    private static readonly X509Certificate2 Other = TestPki.Root("other").Certificate;
    private static readonly string Fingerprint = TlsFingerprint.Of(Clients.Certificate).Text;
    private static readonly string[] Kept = [TlsTree.Key("server", Server), TlsTree.Bag("clients", Clients.Certificate.RawData)];

    private readonly List<TlsListenerOptions> _wanted = [];
    private readonly List<string> _done = [];

    [TestMethod]
    [TestProperty("row", "7407-names 7589-live")]
    public async Task Endpoint_is_prepared_with_all_it_refers_to_and_applied_or_given_back()
    {
        var list = Clients.Revoke(TestPki.Begin, TestPki.End);
        var tree = Tree(
        [
            .. Kept,
            TlsTree.Bag("known", Other.RawData),
            TlsTree.RevocationList("gone", list),
            TlsTree.Endpoint("a", "192.0.2.1", 6513, TlsTree.Parameters(
                Fingerprint, "<ee-certs><central-truststore-reference>known</central-truststore-reference></ee-certs><revocation-list>gone</revocation-list>", "san-any", null,
                "<hello-params><tls-versions><min>tls13</min></tls-versions></hello-params>")),
        ]);
        var change = Binding().Plan(TestModel.Empty, tree)!; // there is an endpoint
        await (await change.PrepareAsync(CancellationToken.None)).Prepared!.AbortAsync(); // nothing to refuse
        await (await change.PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        CollectionAssert.AreEqual(new[] { "1", "abort", "1", "apply" }, _done);
        var listener = _wanted[^1];
        Assert.AreEqual(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 6513), listener.Address);
        Assert.AreEqual(Server.Thumbprint, listener.Parameters.Certificate!.Thumbprint); // nothing refused
        Assert.IsTrue(listener.Parameters.Certificate.HasPrivateKey);
        Assert.AreEqual(Clients.Certificate.Thumbprint, listener.Parameters.Trust.Authorities.Single().Thumbprint);
        Assert.AreEqual(Other.Thumbprint, listener.Parameters.Trust.Certificates.Single().Thumbprint);
        Assert.IsTrue(listener.Parameters.Trust.RevocationLists.Single().IsSignedBy(Clients.Certificate));
        Assert.AreEqual(new CertToName(1, TlsFingerprint.Parse(Fingerprint), CertificateMap.SanAny), listener.Parameters.CertToName.Single());
        Assert.AreEqual(TlsVersions.Tls13, listener.Parameters.Versions);
        Assert.IsNull(listener.Parameters.Problem());
    }

    [TestMethod]
    public async Task Certificates_come_in_cms_with_those_that_vouch_for_them()
    {
        var message = new X509Certificate2Collection { Server, Clients.Certificate }.Export(X509ContentType.Pkcs7)!; // there are certificates
        var key = Server.GetECDsaPrivateKey()!.ExportECPrivateKey(); // made with one
        await PrepareAsync(Tree(TlsTree.Key("server", Server, key, "ec-private-key-format", message), TlsTree.Bag("clients", message), TlsTree.Endpoint("a", "192.0.2.1", 6513, TlsTree.Parameters(Fingerprint))));
        Assert.HasCount(1, _wanted[^1].Parameters.Intermediates);
        Assert.HasCount(2, _wanted[^1].Parameters.Trust.Authorities);
    }

    [TestMethod]
    [TestProperty("row", "9641-trust 9642-key")]
    public async Task What_cannot_be_used_is_told_with_its_node()
    {
        var endpoint = TlsTree.Endpoint("a", "192.0.2.1", 6513, TlsTree.Parameters(Fingerprint));
        const string Key = "/acr-server:netconf-server/keystore/asymmetric-keys/asymmetric-key[name='server']/";
        var otherKey = Other.GetECDsaPrivateKey()!.ExportPkcs8PrivateKey(); // made with one
        await RefusedAsync(
            Tree(TlsTree.Key("server", Server, otherKey), TlsTree.Bag("clients", Clients.Certificate.RawData), endpoint), $"{Key}cleartext-private-key: it is no private key of CN=server: ");
        await RefusedAsync(
            Tree(TlsTree.Key("server", Server, data: [1, 2, 3]), TlsTree.Bag("clients", Clients.Certificate.RawData), endpoint),
            $"{Key}certificates/certificate[name='server']/cert-data: it is neither CMS nor a certificate: ");
        await RefusedAsync(
            Tree(TlsTree.Key("server", Server), TlsTree.Bag("clients", [0x30]), endpoint),
            "/acr-server:netconf-server/truststore/certificate-bags/certificate-bag[name='clients']/certificate[name='c']/cert-data: it is neither CMS nor a certificate: ");
        await RefusedAsync(
            Tree([.. Kept, TlsTree.Endpoint("a", "192.0.2.1", 6513, TlsTree.Parameters("02:20:E1:AD:CC:92:71:E9:EA:6A:85:DF:A7:FF:8C:BB:B9:D5:E4:EE:74"))]),
            $"{Endpoints}a']/tls/netconf-server-parameters/client-identity-mappings/cert-to-name[id='1']/fingerprint: fingerprint '02:20:E1:AD:CC:92:71:E9:EA:6A:85:DF:A7:FF:8C:BB:B9:D5:E4:EE:74': 04 and 32 octets");
        await RefusedAsync(
            Tree([.. Kept, TlsTree.Endpoint("a", "192.0.2.66", 6513, TlsTree.Parameters(Fingerprint))]),
            $"{Endpoints}a']/tls/tcp-server-parameters/local-bind[local-address='192.0.2.66']: netconf-tls: cannot listen on 192.0.2.66:6513: busy");
        await RefusedAsync(
            Tree([.. Kept, TlsTree.Endpoint("a", "127.0.0.1", 8443, TlsTree.Parameters(Fingerprint))]),
            $"{Endpoints}a']/tls/tcp-server-parameters/local-bind[local-address='127.0.0.1']: 127.0.0.1:8443 is a listener of the command line");
    }

    private static DataTree Tree(params string[] parts) => parts.Aggregate(TestModel.Empty, (tree, part) => SettingsTree.Edit(tree, SettingsTree.Server(part)));

    private async Task PrepareAsync(DataTree tree)
        => Assert.IsNull((await Binding().Plan(TestModel.Empty, tree)!.PrepareAsync(CancellationToken.None)).Refusal?.Message); // there are endpoints

    private async Task RefusedAsync(DataTree tree, string sentence)
        => StringAssert.StartsWith((await Binding().Plan(TestModel.Empty, tree)!.PrepareAsync(CancellationToken.None)).Refusal?.Message, sentence); // there are endpoints

    private TlsListenersBinding Binding() => new(new ServerModel(TestModel.Schema), [new IPEndPoint(IPAddress.Loopback, 8443)], wanted =>
    {
        if (wanted.FirstOrDefault(one => one.Address.Address.Equals(IPAddress.Parse("192.0.2.66"))) is { } bad)
        {
            throw new ListenRefusedException(bad.Address, $"netconf-tls: cannot listen on {bad.Address}: busy", new IOException());
        }

        _wanted.AddRange(wanted);
        _done.Add($"{wanted.Count}");
        return new Change(_done);
    });

    private sealed class Change(List<string> done) : ITransportChange
    {
        public IReadOnlyList<EndPoint> EndPoints => [];

        public void Apply() => done.Add("apply");

        public void Dispose() => done.Add("abort");
    }
}
