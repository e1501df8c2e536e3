using AcrNetconf.Netconf;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>Configurations in files named by URL (RFC 6241 §8.8), inside one directory and nowhere else.</summary>
[TestClass]
public sealed class UrlTests : IDisposable
{
    private const string Box = "<box xmlns=\"urn:acr:test\"><name>b</name></box>";

    private readonly string _directory = Directory.CreateTempSubdirectory("acr-url").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [TestMethod]
    [TestProperty("row", "6241-8.8")]
    public async Task Configuration_goes_to_a_file_and_comes_back_by_every_operation()
    {
        await using var host = await StartAsync();
        var session = await host.ConnectAsync(isRecovery: true);
        await OkAsync(session, $"<edit-config><target><candidate/></target><config>{Box}</config></edit-config>");
        await OkAsync(session, $"<copy-config><target><url>{Url("one.xml")}</url></target><source><candidate/></source></copy-config>");
        Assert.AreEqual($"<config xmlns=\"{NetconfText.Base}\">{Box}</config>\n", await File.ReadAllTextAsync(Path.Combine(_directory, "one.xml")));
        await OkAsync(session, "<discard-changes/>");
        await OkAsync(session, $"<validate><source><url>{Url("one.xml")}</url></source></validate>");
        await OkAsync(session, $"<copy-config><target><candidate/></target><source><url>{Url("one.xml")}</url></source></copy-config>");
        StringAssert.Contains(await CandidateAsync(session), Box);
        await OkAsync(session, "<discard-changes/>");
        await OkAsync(session, $"<edit-config><target><candidate/></target><url>{Url("one.xml")}</url></edit-config>");
        StringAssert.Contains(await CandidateAsync(session), Box);
        await OkAsync(session, $"<copy-config><target><url>{Url("two.xml")}</url></target><source><url>{Url("one.xml")}</url></source></copy-config>");
        await OkAsync(session, $"<delete-config><target><url>{Url("one.xml")}</url></target></delete-config>");
        CollectionAssert.AreEqual(new[] { "two.xml" }, Directory.GetFiles(_directory).Select(Path.GetFileName).ToArray());
        StringAssert.Contains(await NetconfHost.AskAsync(session, $"<delete-config><target><url>{Url("one.xml")}</url></target></delete-config>"), "data-missing");
    }

    [TestMethod]
    [TestProperty("row", "6243-4.5.3")]
    public async Task With_defaults_shapes_what_is_written_and_tagged_defaults_come_back_as_unset()
    {
        await using var host = await StartAsync();
        var session = await host.ConnectAsync(isRecovery: true);
        const string Mode = "<with-defaults xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults\">report-all-tagged</with-defaults>";
        await OkAsync(session, $"<edit-config><target><candidate/></target><config>{Box}</config></edit-config>");
        await OkAsync(session, $"<copy-config><target><url>{Url("all.xml")}</url></target><source><candidate/></source>{Mode}</copy-config>");
        StringAssert.Contains(await File.ReadAllTextAsync(Path.Combine(_directory, "all.xml")), "wd:default=\"true\">10</size>");
        await OkAsync(session, $"<edit-config><target><candidate/></target><default-operation>replace</default-operation><url>{Url("all.xml")}</url></edit-config>");
        Assert.DoesNotContain("<size>", await CandidateAsync(session));
    }

    [TestMethod]
    [DataRow("file:///etc/passwd", "access-denied")]
    [DataRow("DIR/../passwd", "access-denied")]
    [DataRow("DIR/%2e%2e/passwd", "access-denied")]
    [DataRow("DIR", "access-denied")]
    [DataRow("DIR/link/x", "access-denied")]
    [DataRow("DIR/file-link", "access-denied")]
    [DataRow("file://elsewhere/x", "invalid-value")]
    [DataRow("http://127.0.0.1/x", "invalid-value")]
    [DataRow("x.xml", "invalid-value")]
    [DataRow("DIR/absent.xml", "operation-failed")]
    [DataRow("DIR/broken.xml", "invalid-value")]
    [DataRow("DIR/other.xml", "invalid-value")]
    [DataRow("DIR/unknown.xml", "unknown-element")]
    public async Task Url_that_leads_elsewhere_or_to_no_configuration_is_refused(string url, string tag)
    {
        Directory.CreateSymbolicLink(Path.Combine(_directory, "link"), "/etc");
        File.CreateSymbolicLink(Path.Combine(_directory, "file-link"), "/etc/passwd");
        await File.WriteAllTextAsync(Path.Combine(_directory, "broken.xml"), "<config>");
        await File.WriteAllTextAsync(Path.Combine(_directory, "other.xml"), "<data/>");
        await File.WriteAllTextAsync(Path.Combine(_directory, "unknown.xml"), "<config><bogus xmlns=\"urn:acr:test\"/></config>");
        await using var host = await StartAsync();
        var session = await host.ConnectAsync(isRecovery: true);
        var reply = await NetconfHost.AskAsync(
            session, $"<copy-config><target><candidate/></target><source><url>{url.Replace("DIR", new Uri(_directory).ToString(), StringComparison.Ordinal)}</url></source></copy-config>");
        StringAssert.Contains(reply, $"<error-tag>{tag}</error-tag>");
    }

    [TestMethod]
    [TestProperty("row", "8341-3.2.6")]
    public async Task What_a_user_may_not_read_does_not_get_into_the_file()
    {
        await using var host = await StartAsync();
        var admin = await host.ConnectAsync(isRecovery: true);
        await OkAsync(admin, "<edit-config><target><candidate/></target><config><box xmlns=\"urn:acr:test\"><name>n</name><secret>s</secret></box></config></edit-config>");
        await OkAsync(admin, "<commit/>");
        await OkAsync(await host.ConnectAsync("user"), $"<copy-config><target><url>{Url("mine.xml")}</url></target><source><running/></source></copy-config>");
        Assert.AreEqual(
            $"<config xmlns=\"{NetconfText.Base}\"><box xmlns=\"urn:acr:test\"><name>n</name></box></config>\n", await File.ReadAllTextAsync(Path.Combine(_directory, "mine.xml")));
    }

    [TestMethod]
    public async Task Hello_names_the_scheme()
    {
        await using var host = await StartAsync();
        var session = await host.ConnectAsync(isRecovery: true);
        var state = await NetconfHost.AskAsync(
            session, "<get><filter><netconf-state xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\"><capabilities/></netconf-state></filter></get>");
        StringAssert.Contains(state, "<capability>urn:ietf:params:netconf:capability:url:1.0?scheme=file</capability>");
    }

    private Task<NetconfHost> StartAsync() => NetconfHost.StartAsync(new NetconfOptions { UrlDirectory = _directory }, "url");

    private string Url(string file) => new Uri(Path.Combine(_directory, file)).ToString();

    private static Task<string> CandidateAsync(PipeChannel session)
        => NetconfHost.AskAsync(session, "<get-config><source><candidate/></source><filter><box xmlns=\"urn:acr:test\"/></filter></get-config>");

    private static async Task OkAsync(PipeChannel session, string operation)
        => StringAssert.Contains(await NetconfHost.AskAsync(session, operation), "<ok/>", operation);
}
