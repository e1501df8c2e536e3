using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using AcrNetconf.Interop.Agent;
using AcrNetconf.Interop.Netconf;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Transports;

/// <summary>The system's sshd as front door: subsystem relay, Unix socket, identity from the kernel.</summary>
[TestClass]
[DoNotParallelize]
public sealed class FrontDoorTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static DirectoryInfo s_directory = null!; // set by the class initialiser
    private static AgentServer s_agent = null!; // set by the class initialiser
    private static Sshd s_sshd = null!; // set by the class initialiser

    private static string SocketPath => Path.Combine(s_directory.FullName, "netconf.sock");

    private static string SystemLogPath => Path.Combine(s_directory.FullName, "log");

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        s_directory = Directory.CreateTempSubdirectory("acr-door-");
        File.SetUnixFileMode(s_directory.FullName, File.GetUnixFileMode(s_directory.FullName) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
        s_agent = Served.Start("--listen-unix", SocketPath, "--unix-group", "nogroup", "--unix-trust-group", "daemon");
        s_sshd = new Sshd($"{Product.Relay} --socket {SocketPath} --syslog {SystemLogPath}");
        Assert.IsTrue(await Eventually.TrueAsync(() => s_agent.Log.Contains("acr-netconf ready:"), s_patience), s_agent.Log);
        Assert.IsTrue(await s_sshd.IsUpAsync(), s_sshd.Log);
        Assert.AreEqual(SocketPath, Ready.Place(s_agent.Log, "unix"));
    }

    [ClassCleanup]
    public static void Stop()
    {
        s_sshd.Dispose();
        s_agent.Dispose();
        s_directory.Delete(recursive: true);
    }

    [TestMethod]
    [DataRow("default")]
    [DataRow("alu")]
    [TestProperty("row", "6242-3")]
    public async Task Every_operation_of_ncclient_does_what_it_does_on_the_embedded_listener(string handler)
    {
        var run = await Tool.RunAsync(Tool.Python, [Path.Combine(Served.ModuleFolder, "every_operation.py"), $"{s_sshd.Port}", "root", "", handler, s_sshd.KeyFile]);
        Assert.AreEqual(0, run.Code, run.Text + run.Errors + s_sshd.Log);
        StringAssert.Contains(run.Text, "ok anything");
        Assert.IsTrue(await Eventually.TrueAsync(() => s_agent.Log.Contains("user root came in, relay of root, process "), s_patience), s_agent.Log);
        StringAssert.Contains(s_agent.Log, "for an SSH client at 127.0.0.1:");
    }

    [TestMethod]
    [TestProperty("row", "6242-3 6242-4.1")]
    public async Task Openssh_sends_hello_and_pipelined_requests_in_one_go()
    {
        string input = Messages.Hello("1.0") + Messages.Rpc(1, "<lock><target><candidate/></target></lock>") + Messages.Rpc(2, Served.Edit("<name>by the door</name>"))
            + Messages.Rpc(3, "<commit/>") + Messages.Rpc(4, Served.Get("running")) + Messages.Rpc(5, "<close-session/>");
        var run = await Tool.RunAsync("ssh", s_sshd.ClientArguments, Encoding.UTF8.GetBytes(input));
        string[] replies = run.Text.Split(Messages.End, StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual((0, 6), (run.Code, replies.Length), run.ToString());
        Assert.AreEqual("by the door", Served.Leaf(replies[4], "name"));
    }

    [TestMethod]
    public async Task Megabytes_come_through_and_a_client_that_vanishes_gives_back_its_lock()
    {
        string value = new('x', 4_000_000);
        string input = Messages.Hello("1.0") + Messages.Rpc(1, Served.Edit($"<name>{value}</name>")) + Messages.Rpc(2, Served.Get("candidate")) + Messages.Rpc(3, "<discard-changes/>") + Messages.Rpc(4, "<close-session/>");
        var run = await Tool.RunAsync("ssh", s_sshd.ClientArguments, Encoding.UTF8.GetBytes(input));
        Assert.AreEqual(0, run.Code, run.Errors);
        Assert.AreEqual(value, Served.Leaf(run.Text, "name"));

        using Process client = Tool.Start("ssh", s_sshd.ClientArguments);
        await client.StandardInput.WriteAsync(Messages.Hello("1.0") + Messages.Rpc(1, "<lock><target><candidate/></target></lock>"));
        await client.StandardInput.FlushAsync();
        var buffer = new char[4096];
        for (string text = ""; !text.Contains("<ok/>");)
        {
            int count = await client.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(s_patience);
            Assert.AreNotEqual(0, count, text);
            text += new string(buffer, 0, count);
        }

        client.Kill();
        using var peer = s_agent.ConnectWhenUp();
        Assert.IsTrue(await Eventually.TrueAsync(() => peer.Rpc("<lock><target><candidate/></target></lock>").Contains("<ok/>"), s_patience), s_agent.Log);
    }

    [TestMethod]
    public async Task Agent_that_is_down_is_a_sentence_in_the_system_log_and_a_clean_failure()
    {
        using var log = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        log.Bind(new UnixDomainSocketEndPoint(SystemLogPath));
        string nowhere = Path.Combine(s_directory.FullName, "nobody.sock");
        using var sshd = new Sshd($"{Product.Relay} --socket {nowhere} --syslog {SystemLogPath}");
        Assert.IsTrue(await sshd.IsUpAsync(), sshd.Log);
        var run = await Tool.RunAsync("ssh", sshd.ClientArguments, Encoding.UTF8.GetBytes(Messages.Hello("1.0")));
        string sentence = $"acr-netconf-relay: no agent answers at {nowhere}: is acr-netconf running?";
        Assert.AreEqual((1, "", ""), (run.Code, run.Text, run.Errors.Trim()), "sshd passes nothing on of what a subsystem says on standard error");
        var alone = await Tool.RunAsync(Product.Relay, ["--socket", nowhere, "--syslog", SystemLogPath]);
        Assert.AreEqual((1, "", sentence), (alone.Code, alone.Text, alone.Errors.Trim()));
        byte[] datagram = new byte[2000];
        using var limit = new CancellationTokenSource(s_patience);
        int count = await log.ReceiveAsync(datagram, limit.Token);
        StringAssert.Matches(Encoding.UTF8.GetString(datagram, 0, count), new($"^<27>acr-netconf-relay\\[[0-9]+\\]: {System.Text.RegularExpressions.Regex.Escape(sentence["acr-netconf-relay: ".Length..])}$"));
    }

    [TestMethod]
    [DataRow("nobody", "nogroup", "acr-netconf-relay 1", "ok", "user nobody came in, relay of nobody")]
    [DataRow("nobody", "nogroup", "acr-netconf-relay 1\\tuser=root", "refused: user nobody may not speak for user root", "refused: user nobody may not speak for user root")]
    [DataRow("nobody", "daemon", "acr-netconf-relay 1\\tuser=carol\\tconnection=192.0.2.7 5000 192.0.2.1 22", "ok", "user carol came in, relay of nobody, process {0}, for an SSH client at 192.0.2.7:5000")]
    [DataRow("root", "root", "acr-netconf-relay 1\\tuser=carol", "ok", "user carol came in, relay of root")]
    [DataRow("nobody", "nogroup", "<hello>", "refused: no relay of this agent is there", "refused: no relay of this agent is there")]
    public async Task Identity_is_what_the_kernel_says_and_only_the_trusted_speak_for_others(string user, string group, string greeting, string answer, string logged)
    {
        // A process of that user, which is a member of nogroup (to reach the socket) and of the group of the row.
        int before = s_agent.Log.Length;
        string program = $"import os,socket; os.setgroups([{Number("nogroup")}, {Number(group)}]); os.setgid({Number("nogroup")}); os.setuid({(user == "root" ? "0" : Tool.Run("id", "-u", user).Text.Trim())})\n"
            + $"s=socket.socket(socket.AF_UNIX); s.connect('{SocketPath}'); s.sendall(b'{greeting}\\n'); print(os.getpid(), s.makefile().readline().strip())";
        var run = await Tool.RunAsync(Tool.Python, ["-c", program]);
        string[] words = run.Text.Trim().Split(' ', 2);
        Assert.AreEqual((0, answer), (run.Code, words[^1]), run.ToString());
        string expected = string.Format(System.Globalization.CultureInfo.InvariantCulture, logged, words[0]);
        Assert.IsTrue(await Eventually.TrueAsync(() => s_agent.Log[before..].Contains(expected), s_patience), s_agent.Log[before..]);
    }

    [TestMethod]
    public async Task Who_is_not_in_the_group_does_not_reach_the_socket_and_is_told_so()
    {
        string program = $"import os,socket; os.setgroups([]); os.setgid({Number("daemon")}); os.setuid(65534)\ns=socket.socket(socket.AF_UNIX)\ntry: s.connect('{SocketPath}')\nexcept PermissionError: print('denied')";
        var run = await Tool.RunAsync(Tool.Python, ["-c", program]);
        Assert.AreEqual("denied", run.Text.Trim(), run.ToString());
    }

    [TestMethod]
    public void Second_agent_does_not_take_the_socket()
    {
        var run = Tool.Run(Served.Executable, "--listen", "none", "--listen-unix", SocketPath, "--state", Path.Combine(s_directory.FullName, "second"));
        Assert.AreEqual((1, $"acr-netconf: netconf-unix: cannot listen on {SocketPath}: somebody listens there already"), (run.Code, run.Errors.Trim()));
    }

    [TestMethod]
    public async Task Example_for_sshd_is_one_that_it_takes()
    {
        var run = await Tool.RunAsync("/usr/sbin/sshd", ["-t", "-h", s_sshd.KeyFile, "-f", Path.Combine(Product.Root, "packaging/sshd_netconf.conf")]);
        Assert.AreEqual((0, ""), (run.Code, run.Errors.Trim()));
    }

    private static string Number(string group) => Tool.Run("getent", "group", group).Text.Split(':')[2];
}
