using System.Globalization;
using System.Text;
using System.Text.Json;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Interop.Ptp;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;

namespace AcrNetconf.Interop.Agent;

/// <summary>Commits that confirm themselves when the clock is locked and, with <c>ACR_LIVE_IMPACT</c> set, every row of the table leaf to impact, against two ptp4l servers.</summary>
[TestClass]
public sealed class ImpactTests
{
    public TestContext TestContext { get; set; } = null!; // set by the framework

    [TestMethod]
    [Timeout(420_000, CooperativeCancellation = true)]
    public async Task Gated_commit_decides_itself_and_on_request_each_leaf_disturbs_what_the_table_says()
    {
        using var client = NetworkNamespace.Create("c");
        using var first = NetworkNamespace.Create("s");
        using var second = NetworkNamespace.Create("s");
        using var other = NetworkNamespace.Create("b");
        using var between = NetworkNamespace.Create("x");
        NetworkNamespace.Connect(client, "v1", ["10.82.0.1/24", "10.82.0.4/24"], between, "x1", []);
        NetworkNamespace.Connect(first, "v1s", ["10.82.0.2/24"], between, "x2", []);
        NetworkNamespace.Connect(second, "v2s", ["10.82.0.3/24", "10.82.0.5/24"], between, "x3", []);
        between.Bridge("x1", "x2", "x3");
        other.IpInside("address", "add", "10.82.0.1/32", "dev", "lo");
        other.IpInside("link", "set", "lo", "up");
        using var server1 = Ptp4l.StartServer(first, "v1s");
        using var server2 = Ptp4l.StartServer(second, "v2s");
        using var agent = await AgentProcess.StartAsync(client);
        agent.Change(ImpactRow.MergedClient);
        Assert.IsTrue(await Eventually.TrueAsync(() => IsLocked(agent), TimeSpan.FromSeconds(90)), agent.Output);

        await GatedCommitsDecideThemselvesAsync(agent);

        // Every leaf there and back takes minutes more; the table is a run of its own.
        if (Environment.GetEnvironmentVariable("ACR_LIVE_IMPACT") is not null)
        {
            Rows(agent, other.Name);
        }
    }

    private static bool IsLocked(AgentProcess agent) => agent.State() is var state && state.Text("servo", "state") == "locked" && state.Text("current-trace-source") == "server1";

    private static async Task GatedCommitsDecideThemselvesAsync(AgentProcess agent)
    {
        Gated(agent, "<dscp>40</dscp>", timeout: 30, lockedFor: 2);
        Assert.IsTrue(await Eventually.TrueAsync(() => Outcome(agent) is ("confirmed-commit", "confirmed"), TimeSpan.FromSeconds(15)), $"{Outcome(agent)}\n{agent.Output}");
        StringAssert.Contains(agent.Acr("get-config").Text, "<dscp>40</dscp>");

        // Nobody answers in domain 9: the agent must find its way back to the domain where it was locked.
        Gated(agent, "<domain>9</domain>", timeout: 6, lockedFor: 2);
        Assert.IsTrue(await Eventually.TrueAsync(() => Outcome(agent) is ("revert", _), TimeSpan.FromSeconds(20)), $"{Outcome(agent)}\n{agent.Output}");
        StringAssert.Contains(agent.Acr("get-config").Text, "<domain>4</domain>");
        StringAssert.Contains(agent.Output, "the clock was not traced and locked in time");

        // A restart in between: the agent goes on waiting, and finds the clock locked.
        Assert.IsTrue(await Eventually.TrueAsync(() => IsLocked(agent), TimeSpan.FromSeconds(90)), agent.Output);
        Gated(agent, "<dscp>41</dscp>", timeout: 120, lockedFor: 3);
        await agent.KillAndRestartAsync();
        Assert.IsTrue(await Eventually.TrueAsync(() => Outcome(agent) is ("confirmed-commit", "confirmed"), TimeSpan.FromSeconds(100)), $"{Outcome(agent)}\n{agent.Output}");
        agent.Change("<dscp>56</dscp>");
        Assert.IsTrue(await Eventually.TrueAsync(() => IsLocked(agent), TimeSpan.FromSeconds(90)), agent.Output);
    }

    private static void Gated(AgentProcess agent, string nodes, int timeout, int lockedFor)
    {
        var edit = agent.Edit(nodes);
        Assert.AreEqual(0, edit.Code, edit.ToString());
        var commit = agent.Script("gated.py", timeout.ToString(CultureInfo.InvariantCulture), lockedFor.ToString(CultureInfo.InvariantCulture));
        Assert.AreEqual(0, commit.Code, commit.ToString());
    }

    private static (string Kind, string Outcome) Outcome(AgentProcess agent)
    {
        var list = agent.Script("gated.py");
        Assert.AreEqual(0, list.Code, list.ToString());
        var words = list.Text.Trim().Split(' ');
        return (words[0], words[1]);
    }

    private void Rows(AgentProcess agent, string vpn)
    {
        // Hitless rows first, while the clock is locked; what starts over comes last and need not lock again.
        var rows = ImpactRow.Table.OrderBy(r => r.Impact).ToArray();
        var input = new StringBuilder();
        foreach (var row in rows)
        {
            input.Append(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["path"] = row.Path,
                ["change"] = row.Change.Replace("blue", vpn, StringComparison.Ordinal),
                ["back"] = row.ChangeBack,
                ["settle"] = row.Impact == Impact.Renegotiate ? 0.4 : 0,
            })).Append('\n');
        }

        var result = agent.ScriptWithInput("rows.py", input.ToString());
        Assert.AreEqual(0, result.Code, $"{result}\n{agent.Output}");
        var reports = result.Text.Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.HasCount(rows.Length, reports);
        var wrong = rows.Zip(reports).Select(p => Judge(p.First, p.Second)).OfType<string>().ToArray();
        var hitless = rows.Zip(reports).Where(p => p.First.Impact == Impact.Hitless).Select(p => p.Second.GetProperty("seconds").GetDouble() * 1000).Order().ToArray();
        TestContext.WriteLine($"edit and commit of one hitless leaf through ncclient: median {hitless[hitless.Length / 2]:0.0} ms");
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    /// <summary>What is wrong with a row, or null.</summary>
    private static string? Judge(ImpactRow row, JsonElement report)
    {
        if (report.TryGetProperty("fault", out var fault))
        {
            return $"{row}: {fault}";
        }

        var (before, after, later) = (report.GetProperty("before"), report.GetProperty("after"), report.GetProperty("later"));
        bool Same(string name) => before.GetProperty(name).ToString() == later.GetProperty(name).ToString();
        var isUndisturbed = Same("contracts") && Same("restarts") && Same("resets") && Same("source") && Same("servo");
        var keepsServo = Same("restarts") && Same("resets") && later.Text("servo") is "locked" or "holdover";
        var isRestarted = after.Text("client") != "slave" || !Same("restarts") || !Same("resets");
        var isRight = row.Impact switch
        {
            Impact.Hitless => isUndisturbed,
            Impact.Renegotiate => keepsServo && (!AsksAgain(row) || !Same("contracts")),
            _ => isRestarted,
        };
        return isRight ? null : $"{row}:\n  before {before}\n  after  {after}\n  later  {later}";
    }

    /// <summary>Rows that cannot be had without a request or a cancel; the others choose again among servers already known.</summary>
    private static bool AsksAgain(ImpactRow row)
        => row.Path is "remote-server/server-id" or "remote-server/ip-address" or "remote-server/admin-state" or "selection/standby" or "request/announce-interval" or "request/sync-interval"
            or "request/delay-resp-interval";
}
