using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>The audit: one line for each write, with who, from where, what, on which nodes, how it ended and how long it took; never values.</summary>
[TestClass]
public sealed class AuditTests
{
    [TestMethod]
    [DataRow("<edit-config><target><candidate/></target><config><box xmlns='urn:acr:test'><name>secret-value</name></box></config></edit-config>", @"edit-config candidate /acr-test:box: ok \(\d+\.\d ms\)")]
    [DataRow("<edit-config><target><candidate/></target><config><item xmlns='urn:acr:test' xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0' nc:operation='delete'><id>1</id></item></config></edit-config>", @"edit-config candidate delete /acr-test:item: data-missing: .* \(\d+\.\d ms\)")]
    [DataRow("<commit/>", @"commit candidate to running: ok \(")]
    [DataRow("<commit><confirmed/><confirm-timeout>5</confirm-timeout></commit>", @"commit candidate to running, confirmed within 5 s: ok \(")]
    [DataRow("<copy-config><target><candidate/></target><source><running/></source></copy-config>", @"copy-config running to candidate: ok \(")]
    [DataRow("<delete-config><target><startup/></target></delete-config>", @"delete-config startup: ok \(")]
    [DataRow("<discard-changes/>", @"discard-changes candidate: ok \(")]
    [DataRow("<lock><target><running/></target></lock>", @"lock running: ok \(")]
    [DataRow("<partial-lock xmlns='urn:ietf:params:xml:ns:netconf:partial-lock:1.0' xmlns:x='urn:acr:test'><select>/x:box</select></partial-lock>", @"partial-lock running /acr-test:box: operation-failed: .* \(")]
    [DataRow("<nothing xmlns='urn:acr:test'/>", @"nothing: ok \(")]
    [DataRow("<kill-session><session-id>99</session-id></kill-session>", @"kill-session session 99: invalid-value: .* \(")]
    public async Task Every_write_leaves_one_line(string operation, string line)
    {
        await using var host = await NetconfHost.StartAsync(features: "startup");
        var session = await host.ConnectAsync("alice", isRecovery: true);
        await NetconfHost.AskAsync(session, operation);
        var lines = host.Logger.Lines.Where(l => l.StartsWith("session 1 (user alice from 127.0.0.1): ", StringComparison.Ordinal)).ToArray();
        Assert.HasCount(1, lines);
        StringAssert.Matches(lines[0], new System.Text.RegularExpressions.Regex("^session 1 \\(user alice from 127\\.0\\.0\\.1\\): " + line));
        Assert.DoesNotContain("secret-value", lines[0]);
    }

    [TestMethod]
    [TestProperty("row", "trace-ctx")]
    [DataRow("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", " traceparent 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", DisplayName = "sound")]
    [DataRow("Bad Format", "", DisplayName = "bad")]
    public async Task Trace_of_the_request_ends_the_line(string parent, string end)
    {
        await using var host = await NetconfHost.StartAsync();
        var session = await host.ConnectAsync("alice", isRecovery: true);
        await session.SendAsync(NetconfText.Chunk(
            $"<rpc xmlns='urn:ietf:params:xml:ns:netconf:base:1.0' message-id='1' xmlns:w='urn:ietf:params:xml:ns:netconf:w3ctc:1.0' w:traceparent='{parent}'><commit/></rpc>"));
        StringAssert.Contains(await session.ReceiveAsync(NetconfText.EndOfChunks), $"w:traceparent=\"{parent}\"");
        Assert.EndsWith(" ms)" + end, host.Logger.Lines.Single(l => l.StartsWith("session 1 (user alice from ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Waiting_for_a_lock_leaves_a_line_at_its_begin_and_at_its_end()
    {
        const string Lock = "<lock><target><running/></target></lock>";
        await using var host = await NetconfHost.StartAsync();
        var holder = await host.ConnectAsync("alice", isRecovery: true);
        var waiting = await host.ConnectAsync("bob", isRecovery: true);
        await NetconfHost.AskAsync(holder, Lock);
        for (var i = 0; i < 5; i++)
        {
            StringAssert.Contains(await NetconfHost.AskAsync(waiting, Lock), "lock-denied");
        }

        await NetconfHost.AskAsync(holder, "<unlock><target><running/></target></unlock>");
        await NetconfHost.AskAsync(waiting, Lock);
        var lines = host.Logger.Lines.Where(l => l.StartsWith("session 2 (user bob from ", StringComparison.Ordinal)).ToArray();
        Assert.HasCount(2, lines);
        StringAssert.Contains(lines[0], "lock running: lock-denied: running is locked by session 1");
        StringAssert.Contains(lines[1], "lock running after 5 refusals: ok");
    }

    [TestMethod]
    [DataRow("<get/>")]
    [DataRow("<get-config><source><running/></source></get-config>")]
    [DataRow("<validate><source><candidate/></source></validate>")]
    [DataRow("<get-commit-plan xmlns='urn:acr-netconf:yang:acr-commit'/>")]
    [DataRow("<list-commits xmlns='urn:acr-netconf:yang:acr-commit'/>")]
    public async Task Reading_leaves_none(string operation)
    {
        await using var host = await NetconfHost.StartAsync(features: "acr-commit");
        await NetconfHost.AskAsync(await host.ConnectAsync("alice", isRecovery: true), operation);
        Assert.IsEmpty(host.Logger.Lines.Where(l => l.Contains("user alice", StringComparison.Ordinal)));
    }
}
