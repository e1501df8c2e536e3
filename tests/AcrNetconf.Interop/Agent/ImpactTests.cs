using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Interop.Ptp;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;

namespace AcrNetconf.Interop.Agent;

/// <summary>Every row of the table leaf to impact, made and taken back by commits of the running agent, against two ptp4l servers.</summary>
[TestClass]
public sealed class ImpactTests
{
    public TestContext TestContext { get; set; } = null!; // set by the framework

    /// <summary>All 48 rows. The figures it prints are of a machine that may be busy; nothing is judged by time.</summary>
    [TestMethod]
    [Timeout(420_000, CooperativeCancellation = true)]
    public async Task Each_leaf_disturbs_what_the_table_says()
    {
        using var world = new TwoServers();
        using var agent = await AgentProcess.StartAsync(world.Client);
        agent.Change(ImpactRow.MergedClient);
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.IsLocked(), TimeSpan.FromSeconds(90)), agent.Output);
        var begin = Stopwatch.GetTimestamp();

        // Hitless rows first, while the clock is locked; what starts over comes last and need not lock again.
        var reports = new[] { Impact.Hitless, Impact.Renegotiate, Impact.Relock }.SelectMany(impact => Rows(agent, world.Other.Name, impact)).ToArray();
        Assert.HasCount(ImpactRow.Table.Count, reports);
        var wrong = reports.Select(p => Judge(p.Row, p.Report)).OfType<string>().ToArray();
        TestContext.WriteLine($"{reports.Length} rows in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s");
        Figure("edit-config and commit of one hitless leaf through ncclient", reports.Where(p => p.Row.Impact == Impact.Hitless), "seconds");
        Figure("from edit-config sent to the first request or cancel on the wire", reports.Where(p => AsksAgain(p.Row)), "asked");
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    private void Figure(string what, IEnumerable<(ImpactRow Row, JsonElement Report)> rows, string member)
    {
        var values = rows.Select(r => r.Report).Where(r => r.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number).Select(r => r.GetProperty(member).GetDouble() * 1000).Order().ToArray();
        TestContext.WriteLine(values.Length == 0 ? $"{what}: nothing" : $"{what}: median {values[values.Length / 2]:0.0} ms, maximum {values[^1]:0.0} ms, {values.Length} commits");
    }

    private static IEnumerable<(ImpactRow Row, JsonElement Report)> Rows(AgentProcess agent, string vpn, Impact impact)
    {
        // ptp4l acknowledges no cancel, so each relock repeats its goodbyes for three seconds, there and back: few in one run of the script, which has its limit.
        return ImpactRow.Table.Where(r => r.Impact == impact).Chunk(impact == Impact.Relock ? 2 : 14).SelectMany(rows => Rows(agent, vpn, rows));
    }

    private static IEnumerable<(ImpactRow Row, JsonElement Report)> Rows(AgentProcess agent, string vpn, ImpactRow[] rows)
    {
        var input = new StringBuilder();
        foreach (var row in rows)
        {
            input.Append(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["path"] = row.Path,
                ["change"] = row.Change.Replace("blue", vpn, StringComparison.Ordinal) + Negotiation(row, "false"),
                ["back"] = row.ChangeBack + Negotiation(row, "true"),
                ["quiet"] = row.Impact == Impact.Hitless,
                ["asks"] = row.Impact == Impact.Relock || AsksAgain(row),
                ["traced"] = row.Impact == Impact.Relock,
            })).Append('\n');
        }

        var result = agent.ScriptWithInput("rows.py", input.ToString());
        Assert.AreEqual(0, result.Code, $"{result}\n{agent.Output}");
        var reports = result.Text.Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.HasCount(rows.Length, reports);
        return rows.Zip(reports);
    }

    /// <summary>What is wrong with a row, or null.</summary>
    private static string? Judge(ImpactRow row, JsonElement report)
    {
        if (report.TryGetProperty("fault", out var fault))
        {
            return $"{row}: {fault}";
        }

        var (before, after, later) = (report.GetProperty("before"), report.GetProperty("after"), report.GetProperty("later"));
        var said = report.GetProperty("said").EnumerateArray().Select(w => w.GetString()!).ToArray(); // an array of text
        bool Same(string name) => before.GetProperty(name).ToString() == later.GetProperty(name).ToString();
        var keepsServo = Same("restarts") && Same("resets") && later.Text("servo") is "locked" or "holdover";
        // A path that is replaced keeps the recovered frequency: nothing is counted but the loss of the source.
        var isRestarted = after.Text("client") != "slave" || !Same("restarts") || !Same("resets") || after.Text("source") == "local";
        // Impact is what a change may do. Where nothing stamps in hardware, auto means software already.
        var isHarmlessHere = row.Path == "timestamping/source" && Same("contracts") && Same("source");
        var isRight = row.Impact switch
        {
            Impact.Hitless => keepsServo && Same("contracts") && Same("source") && Same("servo") && said.Length == 0,
            Impact.Renegotiate => keepsServo && (AsksAgain(row) ? said.Length > 0 && !Same("contracts") : said.Length == 0 || !Same("source")),
            _ => isHarmlessHere || (isRestarted && said.Contains("cancel 10.82.0.2")),
        };
        return isRight ? null : $"{row}:\n  before {before}\n  after  {after}\n  later  {later}\n  said {string.Join(", ", said)}";
    }

    /// <summary>The model refuses negotiation without these two, so they change together.</summary>
    private static string Negotiation(ImpactRow row, string value)
        => row.Path is "enable" or "device-type" ? $"<unicast-negotiate><enable>{value}</enable></unicast-negotiate>" : string.Empty;

    /// <summary>Rows that cannot be had without a request or a cancel; the others choose again among servers already known.</summary>
    private static bool AsksAgain(ImpactRow row)
        => row.Path is "remote-server/server-id" or "remote-server/ip-address" or "remote-server/admin-state" or "selection/standby" or "request/announce-interval" or "request/sync-interval"
            or "request/delay-resp-interval";
}
