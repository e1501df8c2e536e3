using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>What the server announces, and that it is true.</summary>
[TestClass]
public sealed class HelloTests
{
    private const string Capability = "urn:ietf:params:netconf:capability:";

    private static readonly XNamespace s_monitoring = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
    private static readonly XNamespace s_library = "urn:ietf:params:xml:ns:yang:ietf-yang-library";

    [TestMethod]
    [TestProperty("row", "C-32")]
    [TestProperty("row", "C-33")]
    [TestProperty("row", "C-34")]
    [TestProperty("row", "C-35")]
    [TestProperty("row", "C-36")]
    [TestProperty("row", "C-37")]
    [TestProperty("row", "C-39")]
    [TestProperty("row", "C-40")]
    [TestProperty("row", "6243-4.3")]
    public async Task Hello_lists_each_capability_in_the_spelling_clients_look_for()
    {
        await using var host = await NetconfHost.StartAsync();
        var hello = await HelloAsync(host);
        var id = NetconfHost.Schema.ContentId;
        string[] wanted =
        [
            "urn:ietf:params:netconf:base:1.0", "urn:ietf:params:netconf:base:1.1", Capability + "candidate:1.0",
            Capability + "confirmed-commit:1.0", Capability + "confirmed-commit:1.1", Capability + "rollback-on-error:1.0",
            Capability + "validate:1.0", Capability + "validate:1.1", Capability + "xpath:1.0", Capability + "notification:1.0", Capability + "interleave:1.0",
            Capability + "with-defaults:1.0?basic-mode=explicit&also-supported=report-all,report-all-tagged,trim",
            $"{Capability}yang-library:1.0?revision=2019-01-04&module-set-id={id}", $"{Capability}yang-library:1.1?revision=2019-01-04&content-id={id}",
            "urn:ietf:params:xml:ns:netconf:base:1.0?module=ietf-netconf&revision=2011-06-01&features=candidate,confirmed-commit,rollback-on-error,validate,xpath",
            "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring?module=ietf-netconf-monitoring&revision=2010-10-04",
            "urn:acr-netconf:yang:ptp-adaptive?module=ptp-adaptive&revision=2026-11-22",
        ];
        Assert.IsEmpty(wanted.Except(hello));
        Assert.IsTrue(hello.All(c => !c.Any(char.IsWhiteSpace)), "white space");
        string[] unwanted = [":writable-running", ":startup", ":url", "exi", "tail-f.com/ns/netconf/transactions"];
        Assert.IsEmpty(unwanted.Where(u => hello.Any(c => c.Contains(u, StringComparison.Ordinal))));
    }

    [TestMethod]
    [TestProperty("row", "C-40")]
    public async Task Hello_of_a_server_with_capabilities_switched_off_lists_none_of_them_nor_their_features()
    {
        await using var host = await NetconfHost.StartAsync(features: "-xpath -validate -confirmed-commit");
        var hello = await HelloAsync(host);
        Assert.IsEmpty(hello.Where(c => c.Contains("xpath", StringComparison.Ordinal) || c.Contains("validate", StringComparison.Ordinal) || c.Contains("confirmed-commit", StringComparison.Ordinal)));
        CollectionAssert.Contains(hello, "urn:ietf:params:xml:ns:netconf:base:1.0?module=ietf-netconf&revision=2011-06-01&features=candidate,rollback-on-error");
    }

    [TestMethod]
    [TestProperty("row", "6022-2.1.1")]
    [TestProperty("row", "6470-2.2-capability")]
    public async Task Every_hello_is_the_same_as_netconf_state_says_also_after_commits()
    {
        await using var host = await NetconfHost.StartAsync();
        var first = await HelloAsync(host);
        var session = await host.ConnectAsync(isRecovery: true);
        await NetconfHost.AskAsync(session, "<edit-config><target><candidate/></target><config><box xmlns=\"urn:acr:test\"><name>n</name></box></config></edit-config>");
        await NetconfHost.AskAsync(session, "<commit/>");
        var state = await NetconfHost.AskAsync(session, "<get><filter><netconf-state xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"><capabilities/></netconf-state></filter></get>");
        CollectionAssert.AreEqual(first, XElement.Parse(state).Descendants(s_monitoring + "capability").Select(c => c.Value).ToArray());
        CollectionAssert.AreEqual(first, await HelloAsync(host));
    }

    [TestMethod]
    [TestProperty("row", "8525-3")]
    [TestProperty("row", "B-30")]
    public void Content_id_follows_the_features()
    {
        Assert.AreEqual(NetconfHost.SchemaWith("").ContentId, NetconfHost.Schema.ContentId);
        Assert.AreNotEqual(NetconfHost.SchemaWith("startup").ContentId, NetconfHost.Schema.ContentId);
        Assert.AreNotEqual(NetconfHost.SchemaWith("-xpath").ContentId, NetconfHost.Schema.ContentId);
    }

    [TestMethod]
    [TestProperty("row", "8525-3")]
    [TestProperty("row", "7895-2")]
    [TestProperty("row", "C-36")]
    [TestProperty("row", "C-37")]
    public async Task Features_and_deviations_of_a_foreign_module_are_told_everywhere_and_hold()
    {
        await using var host = await NetconfHost.StartAsync(features: "foreign");
        CollectionAssert.Contains(await HelloAsync(host), "urn:acr:foreign?module=acr-foreign&revision=2026-01-01&features=fast&deviations=acr-foreign-deviations");
        var session = await host.ConnectAsync(isRecovery: true);
        var libraries = XElement.Parse(await NetconfHost.AskAsync(session, "<get><filter type=\"xpath\" select=\"//module[name='acr-foreign']\"/></get>"));
        var library = libraries.Descendants(s_library + "yang-library").Descendants(s_library + "module").Single();
        CollectionAssert.AreEqual(new[] { "fast" }, library.Elements(s_library + "feature").Select(f => f.Value).ToArray());
        CollectionAssert.AreEqual(new[] { "acr-foreign-deviations" }, library.Elements(s_library + "deviation").Select(d => d.Value).ToArray());
        var state = libraries.Descendants(s_library + "modules-state").Descendants(s_library + "module").Single();
        Assert.AreEqual("implement", state.Element(s_library + "conformance-type")!.Value);
        CollectionAssert.AreEqual(new[] { "fast" }, state.Elements(s_library + "feature").Select(f => f.Value).ToArray());
        Assert.AreEqual("acr-foreign-deviations2026-01-02", state.Element(s_library + "deviation")!.Value);
        StringAssert.Contains(await NetconfHost.AskAsync(session, Edit("<speed>1</speed>")), "<ok/>");
        StringAssert.Contains(await NetconfHost.AskAsync(session, Edit("<patience>1</patience>")), "unknown-element");
        StringAssert.Contains(await NetconfHost.AskAsync(session, Edit("<colour>red</colour>")), "unknown-element");

        static string Edit(string content) => $"<edit-config><target><candidate/></target><config><device xmlns=\"urn:acr:foreign\">{content}</device></config></edit-config>";
    }

    [TestMethod]
    [TestProperty("row", "C-26")]
    [TestProperty("row", "C-38")]
    [TestProperty("row", "6022-2.1.3")]
    public async Task Every_module_that_is_listed_anywhere_can_be_downloaded()
    {
        await using var host = await NetconfHost.StartAsync();
        var session = await host.ConnectAsync(isRecovery: true);
        var state = XElement.Parse(await NetconfHost.AskAsync(session, "<get><filter><netconf-state xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"><schemas/></netconf-state><yang-library xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-library\"/></filter></get>"));
        var listed = state.Descendants(s_monitoring + "schema").Select(s => (Name: s.Element(s_monitoring + "identifier")!.Value, Version: s.Element(s_monitoring + "version")!.Value)).ToArray();
        var library = state.Descendants().Where(e => e.Name == s_library + "module" || e.Name == s_library + "import-only-module")
            .Select(m => (Name: m.Element(s_library + "name")!.Value, Version: m.Element(s_library + "revision")?.Value ?? "")).ToArray();
        Assert.IsEmpty(library.Except(listed));
        Assert.IsNotEmpty(listed);
        foreach (var (name, version) in listed)
        {
            var reply = XElement.Parse(await NetconfHost.AskAsync(session, $"<get-schema xmlns=\"{s_monitoring}\"><identifier>{name}</identifier><version>{version}</version></get-schema>"));
            var text = reply.Element(s_monitoring + "data")?.Value ?? "";
            StringAssert.Matches(text, new System.Text.RegularExpressions.Regex($@"^(sub)?module {name} \{{", System.Text.RegularExpressions.RegexOptions.Multiline), name);
            StringAssert.Contains(text, version);
        }
    }

    [TestMethod]
    [TestProperty("row", "C-15")]
    public async Task A_commit_of_ten_thousand_entries_is_answered_well_before_clients_give_up()
    {
        await using var host = await NetconfHost.StartAsync();
        var session = await host.ConnectAsync(isRecovery: true);
        var edit = new StringBuilder("<edit-config><target><candidate/></target><config>");
        for (var i = 1; i <= 10_000; i++)
        {
            edit.Append($"<item xmlns=\"urn:acr:test\"><id>{i}</id><label>l{i}</label><next>{i}</next><weight>60</weight></item>");
        }

        var start = Stopwatch.GetTimestamp();
        _ = session.SendAsync(NetconfText.Chunk(NetconfText.Rpc(edit.Append("</config></edit-config>").ToString())));
        StringAssert.Contains(await session.ReceiveAsync(NetconfText.EndOfChunks), "<ok/>");
        StringAssert.Contains(await NetconfHost.AskAsync(session, "<commit/>"), "<ok/>");
        Assert.IsLessThan(20, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<string[]> HelloAsync(NetconfHost host)
    {
        var channel = new PipeChannel();
        _ = host.Server.OnSessionAsync(channel);
        var hello = await channel.ReceiveAsync(NetconfText.End);
        channel.Lose();
        return [.. XElement.Parse(hello[..^NetconfText.End.Length]).Descendants().Where(e => e.Name.LocalName == "capability").Select(e => e.Value)];
    }
}
