using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>Transaction ids over restarts: the same log gives the same id, another log never does.</summary>
[TestClass]
public sealed class TransactionIdTests
{
    private const string Ask = "<get-config xmlns:txid=\"urn:ietf:params:xml:ns:netconf:txid:1.0\" txid:etag=\"?\" ><source><running/></source><filter/></get-config>";
    private const string AskTime = "<get-config xmlns:txid=\"urn:ietf:params:xml:ns:netconf:txid:1.0\" txid:last-modified=\"?\" ><source><running/></source><filter/></get-config>";

    [TestMethod]
    [TestProperty("row", "txid-read")]
    [TestProperty("row", "C-50")]
    public async Task Ids_of_the_datastore_survive_a_restart_and_are_not_repeated_after_a_wipe()
    {
        var log = new MemoryCommitLog();
        var before = await RunAsync(log, TimeSpan.Zero, commits: 2);
        var after = await RunAsync(log, TimeSpan.FromHours(1), commits: 0);
        Assert.AreEqual(before, after);
        var wiped = await RunAsync(new MemoryCommitLog(), TimeSpan.FromHours(2), commits: 2);
        Assert.AreNotEqual(before.Etag, wiped.Etag);
        var changed = await RunAsync(log, TimeSpan.FromHours(3), commits: 1);
        Assert.AreNotEqual(before.Etag, changed.Etag);
        Assert.AreNotEqual(before.Time, changed.Time);
    }

    private static async Task<(string Etag, string Time)> RunAsync(MemoryCommitLog log, TimeSpan later, int commits)
    {
        await using var host = await NetconfHost.StartAsync(log: log, later: later);
        var session = await host.ConnectAsync(isRecovery: true);
        for (var i = 0; i < commits; i++)
        {
            var edit = $"<edit-config><target><candidate/></target><config><box xmlns=\"urn:acr:test\"><name>n{i} {later}</name></box></config></edit-config>";
            host.Time.Advance(TimeSpan.FromSeconds(1));
            StringAssert.Contains(await NetconfHost.AskAsync(session, edit), "<ok/>");
            StringAssert.Contains(await NetconfHost.AskAsync(session, "<commit/>"), "<ok/>");
        }

        return (await NetconfHost.AskAsync(session, Ask), await NetconfHost.AskAsync(session, AskTime));
    }
}
