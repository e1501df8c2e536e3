using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcrNetconf.Interop.Agent;
using AcrNetconf.Interop.Netconf;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.Testing.Netconf;
using AcrNetconf.Transports.Tls;

namespace AcrNetconf.Interop.Transports;

/// <summary>Port, certificate, names and Call Home clients change by commit while sessions over SSH and TLS work.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TransportSettingsTests
{
    private const string Ask = "<get-config><source><running/></source><filter><nacm xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-acm\"/></filter></get-config>";
    private const string Rules = "<groups><group><name>admin</name><user-name>operator</user-name></group></groups>"
        + "<rule-list><name>admin</name><group>admin</group><rule><name>keys</name><module-name>acr-server</module-name><path xmlns:s=\"urn:acr-netconf:yang:acr-server\">/s:netconf-server/s:keystore</path>"
        + "<access-operations>read</access-operations><action>deny</action></rule><rule><name>all</name><action>permit</action></rule></rule-list>";

    private readonly Pki _pki = new();

    [TestCleanup]
    public void Remove() => _pki.Dispose();

    [TestMethod]
    [Timeout(60_000)]
    [TestProperty("row", "7589-live 8071-4.1-chain 8071-4.2 9642-key 8341-lock-out-way")]
    public async Task Settings_of_transports_change_while_sessions_work()
    {
        MakeSecondCertificate();
        using var agent = Served.Start();
        using var driver = agent.ConnectWhenUp();
        using var home = new TcpListener(IPAddress.Loopback, 0);
        home.Start();
        var (first, second) = (ServerFolder.FreePort(), ServerFolder.FreePort());
        var calls = Call("noc", ((IPEndPoint)home.LocalEndpoint).Port);
        Commit(driver, Settings.Access(Rules), Settings.Server(Keys() + Trust() + Listen(first, "server") + calls));

        await using var direct = await ConnectAsync(first);
        using var called = await home.AcceptSocketAsync();
        await using var atHome = await SecureAsync(called);
        await GreetAsync(direct);
        await GreetAsync(atHome);
        Assert.AreEqual(Serial("server"), await SerialAtAsync(first));

        // Another certificate, then another port: who is in stays in.
        Commit(driver, Settings.Server(Listen(first, "renewed")));
        Assert.AreEqual(Serial("renewed"), await SerialAtAsync(first));
        Commit(driver, Settings.Server(Listen(second, "renewed")));
        Assert.AreEqual(Serial("renewed"), await SerialAtAsync(second));
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(first));
        await WorkAsync(direct, atHome);
        driver.MustSucceed(Ask);

        // Another client to call comes and goes, and this one is given more patience: nothing of that is noticed.
        Commit(driver, Settings.Server(Call("other", ServerFolder.FreePort()) ));
        Commit(driver, Settings.Server("<call-home><netconf-client nc:operation=\"delete\"><name>other</name></netconf-client><netconf-client><name>noc</name><reconnect-strategy><max-wait>9</max-wait></reconnect-strategy></netconf-client></call-home>"));
        await WorkAsync(direct, atHome);

        await AssertLockOutIsRefusedAsync(second, atHome);
        Commit(driver, Settings.Server("<call-home nc:operation=\"delete\"/>"));
        Assert.AreEqual("", await ReadAsync(atHome, Messages.End), "the session of a client that is called no more");
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.Log.Contains("ended: its client is called home no more"), TimeSpan.FromSeconds(5)), agent.Log);
        await WorkAsync(direct);
    }

    private static async Task AssertRefusedAsync(SslStream session, string change, string words)
    {
        await SayAsync(session, Messages.Rpc(5, Settings.Edit(Settings.Server(change))) + Messages.Rpc(6, "<commit/>") + Messages.Rpc(7, "<discard-changes/>"));
        StringAssert.Contains(await ReadAsync(session, Messages.End), "<ok/>");
        StringAssert.Contains(await ReadAsync(session, Messages.End), words);
        StringAssert.Contains(await ReadAsync(session, Messages.End), "<ok/>");
    }

    private async Task AssertLockOutIsRefusedAsync(int port, SslStream atHome)
    {
        await using var session = await ConnectAsync(port);
        await GreetAsync(session);
        await AssertRefusedAsync(session, "<listen><endpoints><endpoint nc:operation=\"delete\"><name>tls</name></endpoint></endpoints></listen>", "which would not be listened on any more");
        await AssertRefusedAsync(session, Listen(port, "renewed", "stray"), "could not come in with the same certificate any more");
        await AssertRefusedAsync(atHome, "<call-home nc:operation=\"delete\"/>", "which would not be called any more");
        await SayAsync(session, Messages.Rpc(8, "<get-config><source><running/></source></get-config>"));
        Assert.DoesNotContain("cleartext-private-key", await ReadAsync(session, Messages.End));
        await SayAsync(session, Messages.Rpc(9, "<close-session/>"));
        await ReadAsync(session, Messages.End);
    }

    /// <summary>Its issuer is no authority the client knows: it comes along, or the client does not believe it (RFC 8071 §4.1 S4, RFC 5246 §7.4.2).</summary>
    private void MakeSecondCertificate()
    {
        var made = Tool.Run("openssl", "req", "-x509", "-CA", _pki.File("below.pem"), "-CAkey", _pki.File("below.key"), "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
            "-subj", "/CN=renewed", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", _pki.File("renewed.key"), "-out", _pki.File("renewed.pem"));
        Assert.AreEqual(0, made.Code, made.ToString());
    }

    private string Keys() => $"<keystore><asymmetric-keys>{Key("server")}{Key("renewed", "below")}</asymmetric-keys></keystore>";

    private string Key(string name, params string[] issuers)
    {
        using var certificate = X509Certificate2.CreateFromPemFile(_pki.File($"{name}.pem"), _pki.File($"{name}.key"));
        using var key = certificate.GetECDsaPrivateKey()!; // pki.sh makes such
        return $"<asymmetric-key><name>{name}</name><cleartext-private-key>{Convert.ToBase64String(key.ExportPkcs8PrivateKey())}</cleartext-private-key>"
            + $"<certificates><certificate><name>c</name><cert-data>{Bundle([name, .. issuers])}</cert-data></certificate></certificates></asymmetric-key>";
    }

    /// <summary>Certificates as RFC 9640 has them: CMS without content and signatures, made by openssl.</summary>
    private string Bundle(params string[] names)
    {
        var file = _pki.File($"{names[0]}.p7b");
        var made = Tool.Run("openssl", ["crl2pkcs7", "-nocrl", .. names.SelectMany(n => new[] { "-certfile", _pki.File($"{n}.pem") }), "-outform", "DER", "-out", file]);
        Assert.AreEqual(0, made.Code, made.ToString());
        return Convert.ToBase64String(File.ReadAllBytes(file));
    }

    private string Trust()
        => $"<truststore><certificate-bags><certificate-bag><name>clients</name><certificate><name>root</name><cert-data>{Bundle("root")}</cert-data></certificate></certificate-bag></certificate-bags></truststore>";

    private string Listen(int port, string key, string named = "operator")
        => $"<listen><endpoints><endpoint nc:operation=\"replace\"><name>tls</name><tls><tcp-server-parameters><local-bind><local-address>127.0.0.1</local-address><local-port>{port.ToString(CultureInfo.InvariantCulture)}</local-port></local-bind></tcp-server-parameters>"
            + $"{Parameters(key, named)}</tls></endpoint></endpoints></listen>";

    private string Call(string client, int port)
        => $"<call-home><netconf-client><name>{client}</name><endpoints><endpoint><name>1</name><tls><tcp-client-parameters><remote-address>127.0.0.1</remote-address><remote-port>{port.ToString(CultureInfo.InvariantCulture)}</remote-port></tcp-client-parameters>"
            + $"{Parameters("server", "operator")}</tls></endpoint></endpoints></netconf-client></call-home>";

    private string Parameters(string key, string named)
        => $"<tls-server-parameters><server-identity><certificate><central-keystore-reference><asymmetric-key>{key}</asymmetric-key><certificate>c</certificate></central-keystore-reference></certificate></server-identity>"
            + "<client-authentication><ca-certs><central-truststore-reference>clients</central-truststore-reference></ca-certs></client-authentication></tls-server-parameters>"
            + $"<netconf-server-parameters><client-identity-mappings><cert-to-name><id>1</id><fingerprint>{TlsFingerprint.Of(Load(named)).Text}</fingerprint>"
            + "<map-type xmlns:x=\"urn:ietf:params:xml:ns:yang:ietf-x509-cert-to-name\">x:specified</map-type><name>operator</name></cert-to-name></client-identity-mappings></netconf-server-parameters>";

    private X509Certificate2 Load(string name) => X509CertificateLoader.LoadCertificateFromFile(_pki.File($"{name}.pem"));

    private string Serial(string name) => Load(name).SerialNumber;

    /// <summary>The certificate an OpenSSL client is shown, having logged in.</summary>
    private async Task<string> SerialAtAsync(int port)
    {
        var place = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        var run = await Tool.RunAsync("openssl", _pki.ClientArguments(place, "operator", "-showcerts"), Encoding.UTF8.GetBytes(Messages.Hello("1.0") + Messages.Rpc(1, "<close-session/>")), patience: TimeSpan.FromSeconds(20));
        StringAssert.Contains(run.Text, "<ok/>", run.ToString());
        await using var client = await ConnectAsync(port);
        return client.RemoteCertificate!.GetSerialNumberString(); // authenticated
    }

    private async Task<SslStream> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return await SecureAsync(socket);
    }

    private async Task<SslStream> SecureAsync(Socket socket)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(_pki.ClientOptions("operator"));
        return stream;
    }

    private static async Task GreetAsync(SslStream session)
    {
        await SayAsync(session, Messages.Hello("1.0"));
        await ReadAsync(session, Messages.End);
    }

    private static async Task WorkAsync(params SslStream[] sessions)
    {
        foreach (var session in sessions)
        {
            await SayAsync(session, Messages.Rpc(1, Ask));
            StringAssert.Contains(await ReadAsync(session, Messages.End), "<name>admin</name>");
        }
    }

    private static async Task SayAsync(SslStream session, string text) => await session.WriteAsync(Encoding.UTF8.GetBytes(text));

    // One message, byte by byte: several may come at once. Ends with the connection as well.
    private static async Task<string> ReadAsync(SslStream session, string end)
    {
        var text = new StringBuilder();
        var octet = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal) && await session.ReadAsync(octet).AsTask().WaitAsync(TimeSpan.FromSeconds(20)) > 0)
        {
            text.Append((char)octet[0]);
        }

        return text.ToString();
    }

    private static void Commit(NetconfPeer session, params string[] parts)
    {
        session.MustSucceed(Settings.Edit(parts));
        session.MustSucceed("<commit/>");
    }
}
