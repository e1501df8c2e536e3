using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>The startup datastore (RFC 6241 §8.7) over restarts: the same store and log, another server.</summary>
[TestClass]
public sealed class StartupTests
{
    private const string Read = "<get-config><source><startup/></source><filter><box xmlns=\"urn:acr:test\"/></filter></get-config>";
    private const string Running = "<get-config><source><running/></source><filter><box xmlns=\"urn:acr:test\"/></filter></get-config>";

    private readonly MemoryStartupStore _startup = new();
    private readonly MemoryCommitLog _log = new();

    [TestMethod]
    [TestProperty("row", "6241-8.7")]
    public async Task What_was_copied_to_startup_is_what_the_next_start_runs_and_the_rest_is_gone()
    {
        await using (var first = await StartAsync())
        {
            var session = await first.ConnectAsync(isRecovery: true);
            await ChangeAsync(session, "kept");
            await OkAsync(session, "<copy-config><target><startup/></target><source><running/></source></copy-config>");
            await ChangeAsync(session, "lost");
            StringAssert.Contains(await NetconfHost.AskAsync(session, Read), "<name>kept</name>");
            StringAssert.Contains(await NetconfHost.AskAsync(session, Running), "<name>lost</name>");
        }

        await using var second = await StartAsync();
        var again = await second.ConnectAsync(isRecovery: true);
        StringAssert.Contains(await NetconfHost.AskAsync(again, Running), "<name>kept</name>");
        StringAssert.Contains(await NetconfHost.AskAsync(again, Read), "<name>kept</name>");
    }

    [TestMethod]
    public async Task Switching_startup_on_keeps_what_ran_and_deleting_it_starts_empty()
    {
        await using (var without = await NetconfHost.StartAsync(log: _log))
        {
            await ChangeAsync(await without.ConnectAsync(isRecovery: true), "before");
        }

        await using (var first = await StartAsync())
        {
            var session = await first.ConnectAsync(isRecovery: true);
            StringAssert.Contains(await NetconfHost.AskAsync(session, Running), "<name>before</name>");
            StringAssert.Contains(await NetconfHost.AskAsync(session, Read), "<name>before</name>");
            await OkAsync(session, "<delete-config><target><startup/></target></delete-config>");
            StringAssert.Contains(await NetconfHost.AskAsync(session, Read), "<data/>");
            StringAssert.Contains(await NetconfHost.AskAsync(session, Running), "<name>before</name>");
        }

        await using var second = await StartAsync();
        StringAssert.Contains(await NetconfHost.AskAsync(await second.ConnectAsync(isRecovery: true), Running), "<data/>");
    }

    [TestMethod]
    [TestProperty("row", "8341-3.2.6")]
    public async Task Copying_running_to_startup_takes_all_of_it_whatever_the_user_may_read()
    {
        await using var host = await StartAsync();
        var admin = await host.ConnectAsync(isRecovery: true);
        await OkAsync(admin, "<edit-config><target><candidate/></target><config><box xmlns=\"urn:acr:test\"><name>n</name><secret>s</secret></box></config></edit-config>");
        await OkAsync(admin, "<commit/>");
        var user = await host.ConnectAsync("user");
        await OkAsync(user, "<copy-config><target><startup/></target><source><running/></source></copy-config>");
        StringAssert.Contains(_startup.Document, "<secret xmlns=\"urn:acr:test\">s</secret>".Replace(" xmlns=\"urn:acr:test\"", "", StringComparison.Ordinal));
        StringAssert.Contains(await NetconfHost.AskAsync(user, "<copy-config><target><startup/></target><source><config/></source></copy-config>"), "access-denied");
    }

    private Task<NetconfHost> StartAsync() => NetconfHost.StartAsync(features: "startup", startup: _startup, log: _log);

    private static async Task ChangeAsync(PipeChannel session, string name)
    {
        await OkAsync(session, $"<edit-config><target><candidate/></target><config><box xmlns=\"urn:acr:test\"><name>{name}</name></box></config></edit-config>");
        await OkAsync(session, "<commit/>");
    }

    private static async Task OkAsync(PipeChannel session, string operation)
        => StringAssert.Contains(await NetconfHost.AskAsync(session, operation), "<ok/>", operation);
}
