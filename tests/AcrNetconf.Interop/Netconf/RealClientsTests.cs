using System.Globalization;
using System.Text;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Netconf;

/// <summary>Clients that others wrote, each with every operation it offers.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RealClientsTests
{
    private const string Hello10 = """
        <hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>
        """;

    private static AgentServer s_agent = null!; // set by the class initialiser

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        s_agent = Served.Start();
        s_agent.ConnectWhenUp().Dispose();
    }

    [ClassCleanup]
    public static void Stop() => s_agent.Dispose();

    [TestMethod]
    [DataRow("default")]
    [DataRow("junos")]
    [DataRow("huaweiyang")]
    [DataRow("alu")]
    [TestProperty("row", "C-03 C-17 C-19 C-20 C-21 C-22 C-24 C-27 C-29 C-30 C-32 C-33 C-34 C-35 C-39 C-40 C-41 C-43 C-44 C-45 C-46")]
    public void Every_operation_of_ncclient_does_what_it_should(string handler)
    {
        var run = Tool.Run(Tool.Python, Path.Combine(Served.ModuleFolder, "every_operation.py"), Port, Served.PasswordUser, Served.Password, handler);
        Assert.AreEqual(0, run.Code, run.Text + run.Errors);
        StringAssert.Contains(run.Text, "ok anything");
    }

    [TestMethod]
    [DataRow(false, DisplayName = "plain")]
    [DataRow(true, DisplayName = "with a forced terminal")]
    [TestProperty("row", "C-02 C-04 C-05 C-13 C-16")]
    public async Task Openssh_sends_hello_and_pipelined_requests_in_one_go(bool terminal)
    {
        var input = "\n" + Hello10 + "\n" + Message(1, "<get-config><source><running/></source></get-config>") + "\n\n" + Message(2, "<lock><target><candidate/></target></lock>")
            + Message(3, Served.Edit("<name>by hand</name>")) + Message(4, "<commit/>") + "\n" + Message(5, "<close-session/>") + "\n";
        var run = await Tool.RunAsync("ssh", [.. SshArguments(terminal), "-s", $"driver@127.0.0.1", "netconf"], Encoding.UTF8.GetBytes(input));
        var replies = run.Text.Split("]]>]]>", StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(6, replies, run.ToString());
        StringAssert.StartsWith(replies[0], "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        for (var i = 1; i <= 5; i++)
        {
            StringAssert.Contains(replies[i], string.Create(CultureInfo.InvariantCulture, $"message-id=\"{i}\""));
            StringAssert.DoesNotMatch(replies[i], new System.Text.RegularExpressions.Regex("rpc-error"));
        }

        Assert.DoesNotContain("\r", run.Text, "a terminal's line ends got into the stream");
        using var peer = s_agent.Connect();
        Assert.AreEqual("by hand", Served.Leaf(peer.MustSucceed(Served.Get("running")), "name"));
    }

    [TestMethod]
    [TestProperty("row", "C-09 C-22 C-25 C-37")]
    public async Task Yangcli_loads_the_modules_it_was_told_of_and_configures_one()
    {
        var folder = Directory.CreateTempSubdirectory("acr-yangcli").FullName;
        try
        {
            var script = Path.Combine(folder, "steps");
            await File.WriteAllTextAsync(script, """
                discard-changes
                lock target=candidate
                merge /settings/name value='from yangcli'
                create /settings/slot[id='4']/value value=4
                replace /settings/slot[id='4']/value value=5
                validate source=candidate
                commit
                delete /settings/slot[id='4']
                commit confirmed confirm-timeout=60
                commit
                copy-config source=running target=candidate
                unlock target=candidate
                sget-config source=running /settings
                xget-config source=running /settings/name
                sget /netconf-state/datastores
                xget /netconf-state/capabilities
                get-config source=running
                get-schema identifier=acr-bench version=2026-01-01 format=yang
                create-subscription stream=NETCONF
                close-session

                """);
            var command = $"yangcli --server=127.0.0.1 --ncport={Port} --user={Served.PasswordUser} --password={Served.Password} --batch-mode --run-script={script} --autoload=true --display-mode=xml";
            var run = await Tool.RunAsync("script", ["-qec", command, "/dev/null"], environment: new Dictionary<string, string> { ["HOME"] = folder, ["TERM"] = "dumb" });
            StringAssert.Contains(run.Text, "module acr-bench {", run.Text);

            // Fourteen operations are answered by ok; yangcli shows the answer to close-session unless the end of the channel comes with it.
            Assert.IsTrue(run.Text.Split("RPC OK Reply").Length - 1 is 13 or 14, run.Text);
            Assert.HasCount(6, run.Text.Split("RPC Data Reply").Skip(1).ToList(), run.Text);
            Assert.DoesNotContain("RPC Error Reply", run.Text);
            using var peer = s_agent.Connect();
            Assert.AreEqual("from yangcli", Served.Leaf(peer.MustSucceed(Served.Get("running")), "name"), run.Text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [TestProperty("row", "C-18 C-23 C-25 C-26 C-36 C-37")]
    public void Every_operation_of_a_libnetconf2_client_does_what_it_should()
    {
        var program = s_agent.Folder.File("libnetconf2_client");
        ServerFolder.Run("gcc", "-DNC_ENABLED_SSH", "-o", program, Path.Combine(Served.ModuleFolder, "libnetconf2_client.c"), "-lnetconf2", "-lyang", "-lssh");
        var run = Tool.Run(program, Port, "driver", s_agent.Folder.KeyFile + ".pub", s_agent.Folder.KeyFile);
        Assert.AreEqual(0, run.Code, run.Text + run.Errors);
        StringAssert.EndsWith(run.Text.Trim(), "ok all");
    }

    private static string Port => s_agent.Folder.Port.ToString(CultureInfo.InvariantCulture);

    private static string Message(int id, string operation)
        => string.Create(CultureInfo.InvariantCulture, $"<rpc xmlns=\"{NetconfPeer.BaseNamespace}\" message-id=\"{id}\">{operation}</rpc>]]>]]>");

    private static string[] SshArguments(bool terminal) =>
    [
        .. terminal ? ["-tt"] : Array.Empty<string>(),
        "-p", Port, "-i", s_agent.Folder.KeyFile, "-F", "none", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
    ];
}
