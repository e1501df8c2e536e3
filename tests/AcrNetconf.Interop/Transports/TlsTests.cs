using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using AcrNetconf.Interop.Netconf;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Transports;

/// <summary>NETCONF over TLS (RFC 7589) on the executable; the clients are openssl, .NET and Python, the certificates are openssl's.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TlsTests
{
    private static Pki s_pki = null!; // set by the class initialiser
    private static AgentServer s_agent = null!; // set by the class initialiser
    private static string s_place = ""; // set by the class initialiser

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        s_pki = new Pki();
        s_agent = Served.Start(["--tls-listen", "127.0.0.1:0", .. s_pki.AgentOptions]);
        Assert.IsTrue(await Eventually.TrueAsync(() => s_agent.Log.Contains("acr-netconf ready:"), TimeSpan.FromSeconds(30)), s_agent.Log);
        s_place = Ready.Place(s_agent.Log, "tls");
    }

    [ClassCleanup]
    public static void Stop()
    {
        s_agent.Dispose();
        s_pki.Dispose();
    }

    [TestMethod]
    [DataRow("-tls1_2", "Tls12")]
    [DataRow("-tls1_3", "Tls13")]
    [TestProperty("row", "7589-2 7589-3 7589-4 7589-8")]
    public async Task Known_certificate_has_a_session_and_an_orderly_end(string version, string logged)
    {
        var run = await OpenSslAsync("operator", Messages.Hello("1.0") + Messages.Rpc(1, "<get-config><source><running/></source></get-config>") + Messages.Rpc(2, "<close-session/>"), version);
        var replies = run.Text.Split(Messages.End, StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual(0, run.Code, run.ToString());
        Assert.IsGreaterThanOrEqualTo(3, replies.Length, run.ToString());
        StringAssert.Contains(replies[0], "urn:ietf:params:netconf:base:1.1");
        StringAssert.Contains(replies[1], "<data");
        StringAssert.Contains(replies[2], "<ok/>");
        StringAssert.Contains(s_agent.Log, $"user operator logged in from 127.0.0.1:");
        StringAssert.Contains(s_agent.Log, logged);
    }

    [TestMethod]
    [DataRow("TLSv1_2", "TLSv1.2")]
    [DataRow("TLSv1_3", "TLSv1.3")]
    [TestProperty("row", "7589-3 7589-4 7589-8")]
    public async Task Session_of_python_in_chunks_ends_in_order(string version, string spoken)
    {
        var words = s_place.Split(':');
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Transports", "tls_client.py"), words[0], words[1], version, s_pki.File("operator.pem"), s_pki.File("operator.key"), s_pki.File("root.pem")];
        var run = await Tool.RunAsync(Tool.Python, arguments, patience: TimeSpan.FromSeconds(30));
        Assert.AreEqual($"{spoken} ended in order", run.Text.Trim(), run.Errors);
    }

    [TestMethod]
    [TestProperty("row", "7589-7")]
    public async Task Name_comes_from_the_certificate_of_whoever_the_authority_vouches_for()
    {
        var run = await OpenSslAsync("alice", Messages.Hello("1.0") + Messages.Rpc(1, Sessions) + Messages.Rpc(2, "<close-session/>"));
        StringAssert.Contains(run.Text, "<username>Alice@example.com</username>");
        StringAssert.Contains(run.Text, "netconf-tls");

        // Access control binds her: the rules deny what is not read (RFC 8341 §3.2).
        run = await OpenSslAsync("alice", Messages.Hello("1.0") + Messages.Rpc(1, Served.Edit("<name>hers</name>")) + Messages.Rpc(2, "<close-session/>"));
        StringAssert.Contains(run.Text, "access-denied");
    }

    [TestMethod]
    [DataRow("expired", "certificate CN=expired expired at 2021-01-01 00:00:00Z")]
    [DataRow("early", "certificate CN=early is not valid before 2040-01-01 00:00:00Z")]
    [DataRow("foreign", "no trusted authority vouches for the certificate; its issuer is CN=stranger, O=AcrNetconf test")]
    [DataRow("stray", "no entry of cert-to-name matches certificate CN=stray")]
    [DataRow("revoked", "was revoked at 20")]
    [DataRow("usage", "the chain of the certificate is wrong: NotValidForUsage")]
    [DataRow("uncovered", "there is no revocation list of CN=unlisted, O=AcrNetconf test")]
    [DataRow(null, "the client has no certificate")]
    [TestProperty("row", "7589-2 7589-5 7589-7")]
    public async Task Bad_certificate_is_refused_with_a_reason_and_one_line(string? name, string reason)
    {
        foreach (var version in new[] { "-tls1_2", "-tls1_3" })
        {
            var before = s_agent.Log.Length;
            var run = await OpenSslAsync(name, Messages.Hello("1.0") + Messages.Rpc(1, "<close-session/>"), version);
            Assert.AreEqual("", run.Text, "nothing of NETCONF may reach it");
            Assert.IsTrue(await Eventually.TrueAsync(() => s_agent.Log[before..].Contains(reason), TimeSpan.FromSeconds(5)), s_agent.Log[before..]);
            var lines = s_agent.Log[before..].Split('\n').Where(l => l.Contains("TLS connection")).ToArray();
            Assert.HasCount(1, lines, s_agent.Log[before..]);
            StringAssert.Matches(lines[0], new($"^.* warn: .*\\[611\\] TLS connection [0-9]+ from 127.0.0.1:[0-9]+ refused: .*; certificate .*, fingerprint "));
        }
    }

    [TestMethod]
    [DataRow("-tls1_1")]
    [DataRow("-tls1")]
    [TestProperty("row", "7589-8")]
    public async Task Old_versions_are_not_spoken(string version)
    {
        var run = await OpenSslAsync("operator", Messages.Hello("1.0"), version, "-cipher", "ALL@SECLEVEL=0");
        Assert.AreNotEqual(0, run.Code);
        Assert.AreEqual("", run.Text);
    }

    [TestMethod]
    [TestProperty("row", "7589-3")]
    public async Task Megabytes_go_both_ways_in_chunks()
    {
        await using var client = await ConnectAsync("operator");
        await SayAsync(client, Messages.Hello("1.1"));
        await ReadAsync(client, Messages.End);
        var value = new string('x', 4_000_000);
        await SayAsync(client, Messages.Chunk(1, Served.Edit($"<name>{value}</name>")));
        StringAssert.Contains(await ReadAsync(client, "\n##\n"), "<rpc-reply");
        await SayAsync(client, Messages.Chunk(2, "<get-schema xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"><identifier>ptp-adaptive</identifier></get-schema>"));
        StringAssert.Contains(await ReadAsync(client, "\n##\n"), "module ptp-adaptive");
        await SayAsync(client, Messages.Chunk(3, "<discard-changes/>")); // a changed candidate cannot be locked
        await ReadAsync(client, "\n##\n");
        await SayAsync(client, Messages.Chunk(4, "<close-session/>"));
        await ReadAsync(client, "\n##\n");
        Assert.AreEqual(0, await client.ReadAsync(new byte[1]), "close_notify, not a reset");
    }

    [TestMethod]
    [TestProperty("row", "7589-4")]
    public async Task Client_that_vanishes_gives_back_its_lock()
    {
        var client = await ConnectAsync("operator");
        await SayAsync(client, Messages.Hello("1.0") + Messages.Rpc(1, "<lock><target><candidate/></target></lock>"));
        await ReadAsync(client, "<ok/>");
        await client.DisposeAsync();
        Assert.IsTrue(await Eventually.TrueAsync(
            () => OpenSslAsync("operator", Messages.Hello("1.0") + Messages.Rpc(1, "<lock><target><candidate/></target></lock>") + Messages.Rpc(2, "<close-session/>")).Result.Text.Split("<ok/>").Length == 3,
            TimeSpan.FromSeconds(10)));
    }

    [TestMethod]
    [TestProperty("row", "7589-5 7589-7")]
    public async Task Bundles_of_authorities_and_revocation_lists_are_read_whole()
    {
        using var agent = Served.Start(["--tls-listen", "127.0.0.1:0", .. s_pki.BundleOptions, "--tls-user", $"{s_pki.File("foreign.pem")}=foreign"]);
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.Log.Contains("acr-netconf ready:"), TimeSpan.FromSeconds(30)), agent.Log);
        var place = Ready.Place(agent.Log, "tls");
        var session = Encoding.UTF8.GetBytes(Messages.Hello("1.0") + Messages.Rpc(1, "<close-session/>"));
        foreach (var name in (string[])["operator", "foreign", "alice"])
        {
            var run = await Tool.RunAsync("openssl", s_pki.ClientArguments(place, name), session, patience: TimeSpan.FromSeconds(20));
            StringAssert.Contains(run.Text, "<ok/>", $"{name}: {run}\n{agent.Log}");
        }

        var refused = await Tool.RunAsync("openssl", s_pki.ClientArguments(place, "revoked"), session, patience: TimeSpan.FromSeconds(20));
        Assert.AreEqual("", refused.Text);
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.Log.Contains("was revoked at"), TimeSpan.FromSeconds(5)), agent.Log);
    }

    [TestMethod]
    [TestProperty("row", "7589-5")]
    public async Task Hang_up_reads_files_again_while_sessions_go_on()
    {
        await using var client = await ConnectAsync("late");
        await SayAsync(client, Messages.Hello("1.0"));
        await ReadAsync(client, Messages.End);
        s_pki.Revoke("late");
        await HangUpAsync("Keys, certificates and revocation lists were read again");
        var before = s_agent.Log.Length;
        Assert.AreEqual("", (await OpenSslAsync("late", Messages.Hello("1.0"))).Text);
        Assert.IsTrue(await Eventually.TrueAsync(() => s_agent.Log[before..].Contains("was revoked at"), TimeSpan.FromSeconds(5)), s_agent.Log[before..]);

        var list = await File.ReadAllBytesAsync(s_pki.File("all.crl"));
        await File.WriteAllTextAsync(s_pki.File("all.crl"), "half a file");
        await HangUpAsync($"Certificates were not read again, the old ones stay in use: netconf-tls: {s_pki.File("all.crl")} cannot be used: there is no \"X509 CRL\"");
        await File.WriteAllBytesAsync(s_pki.File("all.crl"), list);
        await SayAsync(client, Messages.Rpc(1, "<close-session/>"));
        StringAssert.Contains(await ReadAsync(client, Messages.End), "<ok/>");
    }

    [TestMethod]
    [DataRow("--tls-cert", "/nonexistent", "netconf-tls: /nonexistent cannot be used: ")]
    [DataRow("--tls-crl", "root.pem", "cannot be used: there is no \"X509 CRL\"")]
    [DataRow("--tls-user", "04:aa=x", "fingerprint '04:aa': ")]
    public void Start_with_unusable_files_is_refused_in_one_sentence(string option, string value, string sentence)
    {
        var file = value.EndsWith(".pem") ? s_pki.File(value) : value;
        var others = s_pki.AgentOptions.Chunk(2).Where(o => o[0] != option || option == "--tls-user").SelectMany(o => o);
        var run = Tool.Run(Served.Executable, ["--listen", "none", "--tls-listen", "127.0.0.1:0", "--state", s_pki.File("state"), .. others, option, file]);
        Assert.AreEqual(1, run.Code, run.ToString());
        StringAssert.Contains(run.Errors, sentence);
        Assert.HasCount(1, run.Errors.Trim().Split('\n'));
    }

    private const string Sessions = "<get><filter><netconf-state xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"><sessions/></netconf-state></filter></get>";

    private static async Task HangUpAsync(string logged)
    {
        var before = s_agent.Log.Length;
        Assert.AreEqual(0, Tool.Run("kill", "-HUP", $"{s_agent.Process.Id}").Code);
        Assert.IsTrue(await Eventually.TrueAsync(() => s_agent.Log[before..].Contains(logged), TimeSpan.FromSeconds(5)), s_agent.Log[before..]);
    }

    private static Task<ToolResult> OpenSslAsync(string? name, string input, params string[] extra)
        => Tool.RunAsync("openssl", s_pki.ClientArguments(s_place, name, extra), Encoding.UTF8.GetBytes(input), patience: TimeSpan.FromSeconds(20));

    private static async Task<SslStream> ConnectAsync(string name)
    {
        var words = s_place.Split(':');
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(words[0], int.Parse(words[1]));
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(s_pki.ClientOptions(name));
        return stream;
    }

    private static async Task SayAsync(SslStream client, string text) => await client.WriteAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<string> ReadAsync(SslStream client, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[65536];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var count = await client.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.AreNotEqual(0, count, text.ToString());
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
