using System.Globalization;
using System.Text;
using AcrNetconf.Interop.Netconf;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Transports;

/// <summary>Call Home (RFC 8071) on the executable: it dials, and clients that others wrote are clients on that connection.</summary>
[TestClass]
[DoNotParallelize]
public sealed class CallHomeTests
{
    private const int Cuts = 100;
    private const string Fast = "first-pause=0.01,longest-pause=0.05";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly string[] s_clients = ["ncclient", "openssh", "ssh-cut", "ssh-last", "tls-cut", "tls-last", "second", "periodic"];
    private static readonly Dictionary<string, int> s_ports = [];

    private static Pki s_pki = null!; // set by the class initialiser
    private static AgentServer s_agent = null!; // set by the class initialiser

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        foreach (string client in s_clients)
        {
            s_ports[client] = ServerFolder.FreePort();
        }

        s_pki = new Pki();
        s_agent = Served.Start(
        [
            .. s_clients.Take(6).SelectMany(c => new[] { "--call-home", $"{c}={(c == "tls-cut" ? "tls" : "ssh")}://127.0.0.1:{s_ports[c]},{Fast}" }),
            "--call-home", $"second=ssh://127.0.0.1:1,ssh://127.0.0.1:{s_ports["second"]},max-attempts=2,{Fast}",
            "--call-home", $"periodic=ssh://127.0.0.1:{s_ports["periodic"]},period=0.02,anchor-time=2026-01-01T00:00:00Z,idle-timeout=0.3,{Fast}",
            .. s_pki.AgentOptions,
        ]);
        s_agent.ConnectWhenUp().Dispose();
    }

    [ClassCleanup]
    public static void Stop()
    {
        s_agent.Dispose();
        s_pki.Dispose();
    }

    [TestMethod]
    [TestProperty("row", "8071-4.1 8071-4.1-ssh")]
    public async Task Ncclient_waits_for_the_call_and_works_on_it()
    {
        var run = await ClientAsync("ncclient", "ncclient", Served.PasswordUser, Served.Password);
        Assert.AreEqual(0, run.Code, run + s_agent.Log);
        StringAssert.Contains(run.Text, " True");
        Assert.IsTrue(
            await Eventually.TrueAsync(() => s_agent.Log.Contains("Call Home: the connection to client ncclient at endpoint 1 (ssh 127.0.0.1 port "), s_patience), s_agent.Log);
    }

    [TestMethod]
    [TestProperty("row", "8071-4.1 8071-4.1-ssh")]
    public async Task Openssh_is_the_client_on_a_connection_it_did_not_make()
    {
        string input = Messages.Hello("1.0") + Messages.Rpc(1, "<get-config><source><running/></source></get-config>") + Messages.Rpc(2, "<close-session/>");
        var run = await Tool.RunAsync("ssh",
            [
                "-F", "none", "-i", s_agent.Target.KeyFile, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
                "-o", $"ProxyCommand={Tool.Python} {string.Join(' ', Script("fdpass", "openssh"))}", "-o", "ProxyUseFdpass=yes", $"{s_agent.Target.User}@agent", "-s", "netconf",
            ],
            Encoding.UTF8.GetBytes(input));
        Assert.AreEqual(0, run.Code, run + s_agent.Log);
        Assert.HasCount(2, run.Text.Split("message-id=\"")[1..], run.Text);
    }

    [TestMethod]
    [DataRow("cut", "ssh")]
    [DataRow("tls-cut", "tls")]
    [TestProperty("row", "8071-4.1-ssh 8071-4.1-tls 8071-4.1-again")]
    public async Task Hundred_forced_disconnects_end_in_a_session_like_the_first(string command, string protocol)
    {
        int before = Sockets();
        string[] identity = protocol == "ssh" ? [Served.PasswordUser, Served.Password] : [s_pki.File("operator.pem"), s_pki.File("operator.key"), s_pki.File("root.pem")];
        var run = await ClientAsync(command, $"{protocol}-cut", [$"{Cuts}", .. identity]);
        Assert.AreEqual(0, run.Code, run + s_agent.Log);
        StringAssert.Contains(run.Text, $"{Cuts} cut {Cuts * 2 / 5} locked");
        var last = await ClientAsync("ncclient", $"{protocol}-last", Served.PasswordUser, Served.Password);
        Assert.AreEqual(0, last.Code, last + s_agent.Log);
        Assert.IsTrue(await Eventually.TrueAsync(() => Sockets() <= before + s_clients.Length, s_patience), $"{before} sockets before, {Sockets()} after");
        Assert.DoesNotContain("fail:", s_agent.Log);
    }

    [TestMethod]
    [TestProperty("row", "8071-4.1-again")]
    public async Task Next_endpoint_is_called_when_the_first_does_not_answer()
    {
        var run = await ClientAsync("ncclient", "second", Served.PasswordUser, Served.Password);
        Assert.AreEqual(0, run.Code, run + s_agent.Log);
        StringAssert.Contains(s_agent.Log, "client second at endpoint 1 (ssh 127.0.0.1 port 1) is not reached: Connection refused; 1 failures in a row");
        StringAssert.Contains(s_agent.Log, $"client second is connected at endpoint 2 (ssh 127.0.0.1 port {s_ports["second"]})");
    }

    [TestMethod]
    [TestProperty("row", "8071-4.1-periodic")]
    public async Task Periodic_connection_ends_idle_and_begins_on_the_beat()
    {
        const double Period = 1.2;
        var run = await ClientAsync("watch", "periodic", "3", Served.PasswordUser, Served.Password);
        Assert.AreEqual(0, run.Code, run + s_agent.Log);
        double[][] times = [.. run.Text.Trim().Split('\n')[1..].Select(l => l.Split(' ').Select(w => double.Parse(w, CultureInfo.InvariantCulture)).ToArray())];
        Assert.HasCount(3, times, run.Text);
        double anchor = DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        foreach (double[] time in times[1..])
        {
            // The first call may be one that was made again because nobody listened. Timers fire a little late, on a busy machine later.
            Assert.IsInRange(0, 0.6, (time[0] - anchor + 0.01) % Period, run.Text);
            Assert.IsInRange(0.3, Period + 5, time[1] - time[0], run.Text);
        }
    }

    [TestMethod]
    [DataRow("noc", "is not NAME=URL,...")]
    [DataRow("noc=http://127.0.0.1", "has 'http://127.0.0.1', which is neither ssh://HOST[:PORT] or tls://HOST[:PORT] nor a setting")]
    [DataRow("noc=max-wait=3", "names no endpoint")]
    public void Wrong_usage_is_one_sentence_and_exit_code_two(string text, string sentence)
    {
        var run = Tool.Run(Served.Executable, "--call-home", text);
        Assert.AreEqual(2, run.Code, run.ToString());
        StringAssert.Contains(run.Errors, $"--call-home: '{text}' {sentence}");
    }

    private static Task<ToolResult> ClientAsync(string command, string client, params string[] arguments)
        => Tool.RunAsync(Tool.Python, [.. Script(command, client), .. arguments], patience: s_patience);

    private static string[] Script(string command, string client) => [Path.Combine(AppContext.BaseDirectory, "Transports", "call_home.py"), command, $"{s_ports[client]}"];

    private static int Sockets() => Directory.GetFiles($"/proc/{s_agent.Process.Id}/fd").Count(f => new FileInfo(f).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
}
