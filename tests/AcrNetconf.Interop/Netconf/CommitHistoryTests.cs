using System.Globalization;
using System.Xml.Linq;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Netconf;

/// <summary>Plan, limits, history, rollback, export and import over SSH, against the agent as it is shipped, with a client that really runs (on loopback, without a server).</summary>
[TestClass]
public sealed class CommitHistoryTests
{
    private const string Base = NetconfPeer.BaseNamespace;
    private const string Commits = "urn:acr-netconf:yang:acr-commit";
    private const string Model = "urn:acr-netconf:yang:ptp-adaptive";

    private const string Client = """
        <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><local-ip>127.0.83.1</local-ip>
        <remote-server><server-id>1</server-id><ip-address>127.0.83.2</ip-address></remote-server>
        <remote-server><server-id>2</server-id><ip-address>127.0.83.3</ip-address></remote-server>
        <unicast-negotiate><enable>true</enable></unicast-negotiate>
        """;

    private static AgentServer s_agent = null!; // set by the class initialiser
    private static NetconfPeer s_peer = null!; // as above

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        s_agent = Served.Start("--event-port", "38319", "--general-port", "38320");
        s_peer = s_agent.ConnectWhenUp();
        s_peer.MustSucceed(Edit(Client));
        s_peer.MustSucceed("<commit/>");
    }

    [ClassCleanup]
    public static void Stop()
    {
        s_peer.Dispose();
        s_agent.Dispose();
    }

    [TestInitialize]
    public void BeginAsBefore() => s_peer.MustSucceed("<discard-changes/>");

    [TestMethod]
    public void Plan_of_candidate_names_components_in_order_with_old_and_new_values()
    {
        s_peer.MustSucceed(Edit("<domain>9</domain><dscp>20</dscp>"));
        var plan = Ask("<get-commit-plan xmlns=\"" + Commits + "\"/>");
        Assert.AreEqual("relock", Text(plan, "impact"));
        Assert.AreEqual("2.0", Text(plan, "untraced-time"), "one interval of Announce");
        var changes = plan.Elements(Name("change")).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(1, changes.Length).Select(n => n.ToString(CultureInfo.InvariantCulture)).ToArray(), changes.Select(c => Text(c, "order")).ToArray());
        var nodes = changes.Elements(Name("node")).Select(n => (Text(n, "path"), Text(n, "old-value"), Text(n, "new-value"), Text(n, "impact"))).ToArray();
        CollectionAssert.Contains(nodes, ("/ptp-adaptive:ptp-adaptive/domain", (string?)null, "9", "relock"));
        Assert.IsTrue(nodes.Any(n => n.Item1 == "/ptp-adaptive:ptp-adaptive/dscp" && n.Item3 == "20" && n.Item4 == "hitless"), plan.ToString());
        Assert.DoesNotContain("<domain>9</domain>", s_peer.MustSucceed(Running), "a plan changes nothing");
    }

    [TestMethod]
    public void Plan_of_a_given_configuration_and_of_an_earlier_commit_leaves_candidate_alone()
    {
        var given = Ask($"<get-commit-plan xmlns=\"{Commits}\"><config><ptp-adaptive xmlns=\"{Model}\">{Client}<ttl>9</ttl></ptp-adaptive></config></get-commit-plan>");
        Assert.AreEqual("hitless", Text(given, "impact"), given.ToString());
        var stop = Ask($"<get-commit-plan xmlns=\"{Commits}\"><config/></get-commit-plan>");
        Assert.AreEqual(("relock", (string?)null), (Text(stop, "impact"), Text(stop, "untraced-time")), "without a client nothing is traced ever");
        Assert.IsTrue(stop.Elements(Name("change")).All(c => Text(c, "action") == "stop"));
        var invalid = s_peer.Rpc($"<get-commit-plan xmlns=\"{Commits}\"><config><ptp-adaptive xmlns=\"{Model}\"><unicast-negotiate><enable>true</enable></unicast-negotiate></ptp-adaptive></config></get-commit-plan>");
        StringAssert.Contains(invalid, "<rpc-error>");
        var last = LastCommit();
        Assert.AreEqual("none", Text(Ask($"<get-commit-plan xmlns=\"{Commits}\"><commit-id>{last}</commit-id></get-commit-plan>"), "impact"));
        Assert.AreEqual(s_peer.MustSucceed(Running).Length, s_peer.MustSucceed(Running.Replace("running", "candidate")).Length);
    }

    [TestMethod]
    public void Max_impact_refuses_with_the_nodes_to_blame_and_changes_nothing()
    {
        var (before, last) = (Configuration(), LastCommit());
        s_peer.MustSucceed(Edit("<domain>10</domain><dscp>21</dscp>"));
        var reply = XElement.Parse(s_peer.Rpc($"<commit><max-impact xmlns=\"{Commits}\">hitless</max-impact></commit>"));
        var error = reply.Elements(XName.Get("rpc-error", Base)).Single();
        Assert.AreEqual("impact-exceeded", error.Element(XName.Get("error-app-tag", Base))?.Value);
        StringAssert.EndsWith(error.Element(XName.Get("error-path", Base))!.Value, ":domain"); // refused for this node
        Assert.AreEqual((before, last), (Configuration(), LastCommit()));
        s_peer.MustSucceed($"<commit><max-impact xmlns=\"{Commits}\">relock</max-impact></commit>");
        Assert.AreEqual(last + 1, LastCommit());
    }

    [TestMethod]
    public void History_tells_who_from_where_when_why_and_what()
    {
        s_peer.MustSucceed(Edit("<ttl>17</ttl><remote-server xmlns:nc=\"" + Base + "\"><server-id>2</server-id><priority>7</priority></remote-server>"));
        s_peer.MustSucceed($"<commit><comment xmlns=\"{Commits}\">shorter &amp; safer</comment><label xmlns=\"{Commits}\">night-shift</label></commit>");
        var id = LastCommit();
        s_peer.MustSucceed(Edit("<remote-server><server-id>2</server-id><priority xmlns:nc=\"" + Base + "\" nc:operation=\"delete\"/></remote-server>"));
        s_peer.MustSucceed("<commit/>");

        var commit = Ask($"<get-commit xmlns=\"{Commits}\"><commit-id>{id}</commit-id></get-commit>");
        Assert.AreEqual(
            ("shorter & safer", "night-shift", "driver", "127.0.0.1", "commit", "applied", "renegotiate"),
            (Text(commit, "comment"), Text(commit, "label"), Text(commit, "user"), Text(commit, "source-host"), Text(commit, "kind"), Text(commit, "outcome"), Text(commit, "impact")));
        Assert.AreEqual(s_peer.SessionId.ToString(CultureInfo.InvariantCulture), Text(commit, "session-id"));
        Assert.IsTrue(double.Parse(Text(commit, "duration")!, CultureInfo.InvariantCulture) is > 0 and < 60); // an applied commit has it
        Assert.IsTrue(DateTimeOffset.UtcNow - DateTimeOffset.Parse(Text(commit, "time")!, CultureInfo.InvariantCulture) < TimeSpan.FromMinutes(5)); // every commit has it

        // A deletion stands in the stored difference as one.
        var removal = Ask($"<get-commit xmlns=\"{Commits}\"><commit-id>{id + 1}</commit-id></get-commit>");
        Assert.AreEqual("delete", removal.Descendants(XName.Get("priority", Model)).Single().Attribute(XName.Get("operation", Base))?.Value, removal.ToString());

        var page = Ask($"<list-commits xmlns=\"{Commits}\"><limit>2</limit><before>{id + 2}</before></list-commits>").Elements(Name("commit")).Select(c => Text(c, "commit-id"));
        CollectionAssert.AreEqual(new[] { $"{id + 1}", $"{id}" }, page.ToArray());
    }

    [TestMethod]
    public void Difference_of_two_commits_is_an_edit_that_leads_from_one_to_the_other()
    {
        var from = LastCommit();
        var first = Configuration();
        s_peer.MustSucceed(Edit("<remote-server xmlns:nc=\"" + Base + "\" nc:operation=\"remove\"><server-id>2</server-id></remote-server><duration><sync>400</sync></duration>"));
        s_peer.MustSucceed("<commit/>");
        s_peer.MustSucceed(Edit("<negotiation><max-retries>5</max-retries></negotiation>"));
        s_peer.MustSucceed("<commit/>");
        var to = LastCommit();
        var second = Configuration();
        var back = Ask($"<compare-commits xmlns=\"{Commits}\"><from>{to}</from><to>{from}</to></compare-commits>");
        s_peer.MustSucceed($"<edit-config><target><candidate/></target><config>{string.Concat(back.Element(Name("edit"))!.Elements())}</config></edit-config>"); // they differ
        s_peer.MustSucceed("<commit/>");
        Assert.AreEqual(first, Configuration());
        var forth = Ask($"<compare-commits xmlns=\"{Commits}\"><from>{from}</from><to>{to}</to></compare-commits>");
        s_peer.MustSucceed($"<edit-config><target><candidate/></target><config>{string.Concat(forth.Element(Name("edit"))!.Elements())}</config></edit-config>"); // as above
        s_peer.MustSucceed("<commit/>");
        Assert.AreEqual(second, Configuration());
        s_peer.MustSucceed(Rollback($"<commit-id>{from}</commit-id>"));
        Assert.AreEqual(first, Configuration());
    }

    [TestMethod]
    public void Rollback_of_1_10_and_100_commits_restores_get_config_byte_by_byte()
    {
        string[] leafs = ["dscp", "ttl", "announce-receipt-timeout"];
        var texts = new List<string> { Configuration() };
        for (var i = 0; i < 112; i++)
        {
            s_peer.MustSucceed(i % 7 == 6
                ? Edit($"<{leafs[i % 3]} xmlns:nc=\"{Base}\" nc:operation=\"remove\"/>")
                : Edit(string.Create(CultureInfo.InvariantCulture, $"<{leafs[i % 3]}>{2 + (i % 60)}</{leafs[i % 3]}>")));
            var before = LastCommit();
            s_peer.MustSucceed("<commit/>");
            if (LastCommit() > before)
            {
                texts.Add(Configuration());
            }
        }

        foreach (var steps in (int[])[1, 10, 100])
        {
            Assert.IsGreaterThan(steps, texts.Count);
            s_peer.MustSucceed(Rollback($"<steps>{steps}</steps><label>back-{steps}</label>"));
            texts.Add(texts[^(steps + 1)]);
            Assert.AreEqual(texts[^1], Configuration(), $"{steps} back");
        }

        s_peer.MustSucceed(Rollback("<to-label>back-10</to-label>"));
        Assert.AreEqual(texts[^2], Configuration());
    }

    [TestMethod]
    public void Confirm_when_locked_without_a_server_goes_back_and_says_why()
    {
        var before = Configuration();
        s_peer.MustSucceed(Edit("<ttl>99</ttl>"));
        s_peer.MustSucceed($"<commit><confirmed/><confirm-timeout>2</confirm-timeout><confirm-when-locked xmlns=\"{Commits}\"><locked-for>1</locked-for></confirm-when-locked></commit>");
        var made = LastCommit();
        var begin = Environment.TickCount64;
        while (LastCommit() == made && Environment.TickCount64 - begin < 30_000)
        {
            Thread.Sleep(50);
        }

        Assert.AreEqual(before, Configuration());
        var revert = Ask($"<get-commit xmlns=\"{Commits}\"><commit-id>{made + 1}</commit-id></get-commit>");
        Assert.AreEqual("revert", Text(revert, "kind"));
        StringAssert.StartsWith(Text(revert, "comment")!, "the clock was not traced and locked in time"); // a revert has its reason
        Assert.AreEqual("reverted", Text(Ask($"<get-commit xmlns=\"{Commits}\"><commit-id>{made}</commit-id></get-commit>"), "outcome"));
    }

    [TestMethod]
    public void History_moves_to_another_agent_as_one_file()
    {
        s_peer.MustSucceed(Edit("<ttl>31</ttl>"));
        s_peer.MustSucceed($"<commit><label xmlns=\"{Commits}\">before-the-move</label></commit>");
        var wanted = Configuration();
        s_peer.MustSucceed(Edit("<ttl>32</ttl>"));
        s_peer.MustSucceed("<commit/>");
        var file = Text(Ask($"<export-history xmlns=\"{Commits}\"/>"), "file")!; // an output leaf

        using var other = Served.Start("--event-port", "38321", "--general-port", "38322");
        using var peer = other.ConnectWhenUp();
        peer.MustSucceed($"<import-history xmlns=\"{Commits}\"><file>{file}</file></import-history>");
        Assert.DoesNotContain("<ttl>", peer.MustSucceed(Running), "an import keeps running");
        StringAssert.Contains(peer.Rpc($"<import-history xmlns=\"{Commits}\"><file>{file}</file></import-history>"), "<error-tag>data-exists</error-tag>");
        StringAssert.Contains(peer.Rpc($"<import-history xmlns=\"{Commits}\"><file>{file[..400]}</file><replace/></import-history>"), "<rpc-error>");
        peer.MustSucceed(Rollback("<to-label>before-the-move</to-label>"));
        Assert.AreEqual(wanted, Data(peer.MustSucceed(Running)));
    }

    private static string Running => $"<get-config><source><running/></source><filter><ptp-adaptive xmlns=\"{Model}\"/></filter></get-config>";

    private static string Edit(string content) => $"<edit-config><target><candidate/></target><config><ptp-adaptive xmlns=\"{Model}\">{content}</ptp-adaptive></config></edit-config>";

    private static string Rollback(string content) => $"<rollback-to xmlns=\"{Commits}\">{content}</rollback-to>";

    private static XName Name(string name) => XName.Get(name, Commits);

    private static string? Text(XElement parent, string name) => parent.Element(Name(name))?.Value;

    private static XElement Ask(string operation) => XElement.Parse(s_peer.MustSucceed(operation));

    private static long LastCommit()
        => long.Parse(Text(Ask($"<list-commits xmlns=\"{Commits}\"><limit>1</limit></list-commits>").Element(Name("commit"))!, "commit-id")!, CultureInfo.InvariantCulture); // there is one

    /// <summary>The bytes of the data element of get-config.</summary>
    private static string Configuration() => Data(s_peer.MustSucceed(Running));

    private static string Data(string reply) => reply[reply.IndexOf("<data", StringComparison.Ordinal)..];
}
