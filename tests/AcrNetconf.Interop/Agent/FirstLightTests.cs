using System.Text.Json;
using AcrNetconf.Interop.Ptp;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Agent;

/// <summary>
/// One NETCONF commit makes the agent lock to a real grandmaster: two ptp4l servers and the agent, each in its own namespace.
/// <code>
///   server 1 (10.80.1.2) ── switch ── v1 ──┐
///                                          ├── client: lo 10.80.0.1, agent, ncclient, acr
///   server 2 (10.80.2.2) ───────────  v2 ──┘
/// </code>
/// </summary>
[TestClass]
public sealed class FirstLightTests
{
    private const string Local = "10.80.0.1";
    private const string Server1 = "10.80.1.2";
    private const string Server2 = "10.80.2.2";

    [TestMethod]
    [Timeout(420_000, CooperativeCancellation = true)]
    public async Task Ten_steps_lock_the_client_and_everything_that_follows_is_survived()
    {
        using var client = NetworkNamespace.Create("c");
        using var first = NetworkNamespace.Create("s");
        using var second = NetworkNamespace.Create("s");
        using var between = NetworkNamespace.Create("x");
        NetworkNamespace.Connect(client, "v1", ["10.80.1.1/24"], between, "x1", []);
        NetworkNamespace.Connect(first, "v1s", [$"{Server1}/24"], between, "x2", []);
        between.Bridge("x1", "x2");
        NetworkNamespace.Connect(client, "v2", ["10.80.2.1/24"], second, "v2s", [$"{Server2}/24"]);
        first.PinNeighbour("v1s", "10.80.1.1", client, "v1");
        first.IpInside("route", "add", $"{Local}/32", "via", "10.80.1.1");
        second.IpInside("route", "add", $"{Local}/32", "via", "10.80.2.1");
        client.IpInside("address", "add", $"{Local}/32", "dev", "lo");
        using var server1 = Ptp4l.StartServer(first, "v1s");
        using var server2 = Ptp4l.StartServer(second, "v2s");
        using var capture1 = await Capture.StartAsync(client, "v1");
        using var capture2 = await Capture.StartAsync(client, "v2");
        using var agent = await AgentProcess.StartAsync(client);

        var script = agent.Script("ten_steps.py", Local, Server1, Server2);
        Assert.AreEqual(0, script.Code, $"{script}\n{agent.Output}");
        StringAssert.Contains(script.Text, $"<local-ip>{Local}</local-ip>");

        await UntilAsync(agent, TimeSpan.FromSeconds(60), "locked to server 1 with all grants", state =>
            state.Text("servo", "state") == "locked"
            && state.Text("current-trace-source") == "server1"
            && InForce(state, 1, "announce") && InForce(state, 1, "sync") && InForce(state, 1, "delay-resp") && InForce(state, 2, "announce"));
        Assert.AreEqual("4", agent.State().Text("effective-domain"));

        ChangeOfDscpDisturbsNothing(agent);
        await CutAndRestoreAsync(agent, between, server1);
        await ChangeOfDomainStartsOverAsync(agent);

        Assert.AreEqual(0, agent.Stop());
        capture1.Stop();
        capture2.Stop();
        CollectionAssert.AreEqual(Array.Empty<string>(), capture1.Complaints(Local));
        CollectionAssert.AreEqual(Array.Empty<string>(), capture2.Complaints(Local));
        var marks = capture1.Read(Local, "ip.dsfield.dscp").Distinct().ToArray();
        CollectionAssert.AreEquivalent(new[] { "56", "46" }, marks, string.Join(' ', marks));
    }

    private static void ChangeOfDscpDisturbsNothing(AgentProcess agent)
    {
        var before = agent.State().Disturbance();
        agent.Change("<dscp>46</dscp>");
        var after = agent.State();
        Assert.AreEqual(before, after.Disturbance());
        Assert.AreEqual("locked", after.Text("servo", "state"));
    }

    private static async Task CutAndRestoreAsync(AgentProcess agent, NetworkNamespace between, Ptp4l server1)
    {
        agent.Change("<selection><wait-to-restore>5</wait-to-restore></selection>");
        var before = agent.State();

        // Sync is declared lost after 5 s, Announce after three intervals of 2 s.
        between.SetLink("x1", up: false);
        await UntilAsync(agent, TimeSpan.FromSeconds(6 + 5), "traced to server 2", state => state.Text("current-trace-source") == "server2");
        var failedOver = agent.State();
        Assert.AreEqual(before.Text("servo", "resets"), failedOver.Text("servo", "resets"));
        Assert.AreNotEqual("free-run", failedOver.Text("servo", "state"));
        Assert.AreNotEqual("acquiring", failedOver.Text("servo", "state"));

        between.SetLink("x1", up: true);
        await UntilAsync(agent, TimeSpan.FromSeconds(100), "back on server 1 after wait-to-restore", state => state.Text("current-trace-source") == "server1", () => server1.Process.Output);
        Assert.AreEqual(before.Text("servo", "resets"), agent.State().Text("servo", "resets"));
        await UntilAsync(agent, TimeSpan.FromSeconds(30), "locked again", state => state.Text("servo", "state") == "locked");
    }

    private static async Task ChangeOfDomainStartsOverAsync(AgentProcess agent)
    {
        var before = agent.State();
        agent.Change("<domain>5</domain>");
        var foreign = agent.State();
        Assert.AreEqual(Number(before, "restarts") + 1, Number(foreign, "restarts"));
        Assert.IsGreaterThan(Number(before, "servo", "resets"), Number(foreign, "servo", "resets"));
        Assert.IsFalse(InForce(foreign, 1, "sync"));
        Assert.AreNotEqual("locked", foreign.Text("servo", "state"));

        agent.Change("<domain>4</domain>");
        await UntilAsync(agent, TimeSpan.FromSeconds(90), "locked in the old domain again", state =>
            state.Text("servo", "state") == "locked" && InForce(state, 1, "sync"));
    }

    private static bool InForce(JsonElement state, int server, string message)
        => state.Contract(server, message).Text("state") is "granted" or "renewing" or "renewal-paused";

    private static long Number(JsonElement state, params string[] path) => long.Parse(state.Text(path) ?? "-1");

    private static async Task UntilAsync(AgentProcess agent, TimeSpan limit, string what, Func<JsonElement, bool> condition, Func<string>? details = null)
    {
        JsonElement last = default;
        var reached = await Eventually.TrueAsync(() => condition(last = agent.State()), limit);
        Assert.IsTrue(reached, $"not {what} within {limit.TotalSeconds} s:\n{last}\n{agent.Output}\n{details?.Invoke()}");
    }
}
