using System.Text;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Agent;

/// <summary>Configuring the agent by every way an operator has, refusing what must be refused, and surviving kill -9.</summary>
[TestClass]
public sealed class ConfigurationTests
{
    private const string Client = """
        <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><domain>4</domain><local-ip>10.81.0.1</local-ip>
        <remote-server><server-id>1</server-id><ip-address>10.81.0.2</ip-address></remote-server>
        <remote-server><server-id>2</server-id><ip-address>10.81.0.3</ip-address></remote-server>
        <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
        """;

    private static NetworkNamespace s_client = null!; // set by the class initialiser
    private static NetworkNamespace s_server = null!; // set by the class initialiser
    private static BackgroundProcess s_grandmasters = null!; // set by the class initialiser
    private static AgentProcess s_agent = null!; // set by the class initialiser

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        s_client = NetworkNamespace.Create("c");
        s_server = NetworkNamespace.Create("s");
        NetworkNamespace.Connect(s_client, "v1", ["10.81.0.1/24"], s_server, "v1s", ["10.81.0.2/24", "10.81.0.3/24"]);
        s_grandmasters = s_server.Start(Product.Lab, "gm", "--listen", "10.81.0.2", "--listen", "10.81.0.3", "--domain", "4", "--clock-class", "84");
        Assert.IsTrue(await s_grandmasters.WaitForOutputAsync("ready: 10.81.0.3", TimeSpan.FromSeconds(20)), s_grandmasters.Output);
        s_agent = await AgentProcess.StartAsync(s_client);
    }

    [ClassCleanup]
    public static void Stop()
    {
        s_agent.Dispose();
        s_grandmasters.Dispose();
        s_server.Dispose();
        s_client.Dispose();
    }

    [TestInitialize]
    public void Clear()
    {
        _ = s_agent.Acr("discard");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "<ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"remove\"/>");
        Assert.AreEqual(0, s_agent.Acr("edit-config", file).Code);
        Assert.AreEqual(0, s_agent.Acr("commit").Code);
        File.Delete(file);
        Assert.AreEqual(string.Empty, s_agent.Acr("get-config").Text.Trim());
    }

    [TestMethod]
    public async Task The_same_configuration_by_ncclient_by_hand_over_ssh_and_by_acr_is_the_same()
    {
        var script = s_agent.Script("ten_steps.py", "10.81.0.1", "10.81.0.2", "10.81.0.3");
        Assert.AreEqual(0, script.Code, script.ToString());
        var byNcclient = s_agent.Acr("get-config").Text;
        StringAssert.Contains(byNcclient, "<local-ip>10.81.0.1</local-ip>");

        Clear();
        var byHand = await ByHandAsync();
        StringAssert.Contains(byHand, "<ok/>");
        Assert.AreEqual(byNcclient, s_agent.Acr("get-config").Text, byHand);

        Clear();
        s_agent.Change(Client);
        Assert.AreEqual(byNcclient, s_agent.Acr("get-config").Text);
    }

    [TestMethod]
    [DataRow("default")]
    [DataRow("alu")]
    [DataRow("huaweiyang")]
    [DataRow("junos")]
    public void Every_device_handler_of_ncclient_configures_the_agent(string handler)
    {
        var script = s_agent.Script("ten_steps.py", "10.81.0.1", "10.81.0.2", "10.81.0.3", handler);
        Assert.AreEqual(0, script.Code, $"{script}\n{s_agent.Output}");
        StringAssert.Contains(s_agent.Acr("get-config").Text, "<mode>two-way</mode>");
    }

    [TestMethod]
    [DataRow("<domain>24</domain>", "domain must be 4..23 when frequency-profile is true", DisplayName = "domain outside the profile")]
    [DataRow("<remote-server><server-id>2</server-id><ip-address>10.81.0.2</ip-address></remote-server>", "ip-address", DisplayName = "equal server addresses")]
    [DataRow("<remote-server><server-id>2</server-id><ip-address>10.81.0.1</ip-address></remote-server>", "must differ from local-ip", DisplayName = "the server is this host")]
    [DataRow("<remote-server><server-id>2</server-id><ip-address>0.0.0.0</ip-address></remote-server>", "must not be unspecified", DisplayName = "no address")]
    [DataRow("<local-ip nc:operation=\"delete\"/>", "unicast-negotiate needs local-ip to be set", DisplayName = "negotiation without local-ip")]
    [DataRow("<enable>false</enable>", "unicast-negotiate needs ptp-adaptive/enable to be true", DisplayName = "negotiation while disabled")]
    [DataRow("<unicast-negotiate><mode>atr</mode></unicast-negotiate>", "excludes the frequency-profile", DisplayName = "atr under the frequency profile")]
    [DataRow("<vpn-instance>blue</vpn-instance>", "VPN instance blue: neither a VRF device nor a network namespace of that name exists", DisplayName = "unknown VPN instance")]
    [DataRow("<local-ip>10.81.9.9</local-ip>", "address 10.81.9.9 is not configured on this host", DisplayName = "address not on this host")]
    [DataRow("<timestamping><source>hardware</source></timestamping>", "device v1 has no hardware timestamping", DisplayName = "hardware stamps on a device without")]
    public void Refused_commit_says_why_in_one_line_and_changes_nothing(string nodes, string words)
    {
        s_agent.Change(Client);
        var before = s_agent.Acr("get-config").Text;
        var disturbance = s_agent.State().Disturbance();

        var edit = s_agent.Edit(nodes);
        Assert.AreEqual(0, edit.Code, edit.ToString());
        var commit = s_agent.Acr("commit");
        Assert.AreEqual(1, commit.Code);
        StringAssert.Contains(commit.Errors, words);
        Assert.AreEqual(1, commit.Errors.Trim().Split('\n').Length, commit.Errors);
        Assert.AreEqual(before, s_agent.Acr("get-config").Text);
        Assert.AreEqual(disturbance.Split('\n')[^3], s_agent.State().Disturbance().Split('\n')[^3]);
    }

    [TestMethod]
    [DataRow("<domain>256</domain>", "256", DisplayName = "value out of the type")]
    [DataRow("<remote-server><ip-address>10.81.0.2</ip-address></remote-server>", "server-id", DisplayName = "missing key")]
    [DataRow("<domian>4</domian>", "domian", DisplayName = "misspelt node")]
    [DataRow("<domain operation=\"delete\"/>", "nc:operation", DisplayName = "operation without namespace")]
    public void Refused_edit_says_why_in_one_line_and_changes_nothing(string nodes, string words)
    {
        var edit = s_agent.Edit(nodes);
        Assert.AreEqual(1, edit.Code, edit.ToString());
        StringAssert.Contains(edit.Errors, words);
        Assert.AreEqual(1, edit.Errors.Trim().Split('\n').Length, edit.Errors);
        Assert.AreEqual(string.Empty, s_agent.Acr("get-config", "--source", "candidate").Text.Trim());
    }

    [TestMethod]
    public async Task Committed_configuration_survives_kill_9_and_runs_again()
    {
        s_agent.Change(Client);
        var before = s_agent.Acr("get-config").Text;
        Assert.AreEqual("slave", s_agent.State().Text("current-state"));
        await s_agent.KillAndRestartAsync();
        Assert.AreEqual(before, s_agent.Acr("get-config").Text);
        Assert.AreEqual("slave", s_agent.State().Text("current-state"));
    }

    [TestMethod]
    public async Task Confirmed_commit_is_reverted_when_the_agent_dies_before_the_confirmation()
    {
        s_agent.Change(Client);
        var before = s_agent.Acr("get-config").Text;
        Assert.AreEqual(0, s_agent.Edit("<dscp>10</dscp>").Code);
        Assert.AreEqual(0, s_agent.Acr("commit", "--confirm", "600").Code);
        Assert.AreNotEqual(before, s_agent.Acr("get-config").Text);
        await s_agent.KillAndRestartAsync();
        var after = s_agent.Acr("get-config");
        Assert.AreEqual(before, after.Text, $"{after}\n{s_agent.Output}");
    }

    /// <summary>What one types into <c>ssh -s netconf</c>: base:1.0 framing, the steps in one edit-config, validate, commit, end of input.</summary>
    private static async Task<string> ByHandAsync()
    {
        static string Rpc(int id, string body) => $"<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"{id}\">{body}</rpc>]]>]]>\n";
        var typed = new StringBuilder()
            .Append("<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>\n")
            .Append(Rpc(1, $"<edit-config><target><candidate/></target><config><ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\">{Client}</ptp-adaptive></config></edit-config>"))
            .Append(Rpc(2, "<validate><source><candidate/></source></validate>"))
            .Append(Rpc(3, "<commit/>"));
        var askpass = Path.Combine(Path.GetTempPath(), $"acr-askpass-{Guid.NewGuid():N}");
        File.WriteAllText(askpass, $"#!/bin/sh\necho {AgentProcess.Password}\n");
        File.SetUnixFileMode(askpass, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var result = await Tool.RunAsync(
                "ip",
                ["netns", "exec", s_client.Name, "ssh", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-p", "8830", $"{AgentProcess.User}@127.0.0.1", "-s", "netconf"],
                Encoding.ASCII.GetBytes(typed.ToString()),
                new Dictionary<string, string> { ["SSH_ASKPASS"] = askpass, ["SSH_ASKPASS_REQUIRE"] = "force" });
            return result.ToString() + result.Text;
        }
        finally
        {
            File.Delete(askpass);
        }
    }
}
