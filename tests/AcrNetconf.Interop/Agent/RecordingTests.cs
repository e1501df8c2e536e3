using System.Globalization;
using System.Text.Json;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Agent;

/// <summary>A problem in the field becomes a test: the agent records what came through a relay, the laboratory replays it.</summary>
[TestClass]
public sealed class RecordingTests
{
    private const double ForwardDelay = 100_000;
    private const double ReverseDelay = 300_000;

    // A busy machine wakes up late; more would mean that something else was measured.
    private const double Slack = 400_000;

    private const string Client = """
        <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><local-ip>127.0.0.10</local-ip>
        <remote-server><server-id>1</server-id><ip-address>127.0.0.21</ip-address></remote-server>
        <request><sync-interval>6</sync-interval><delay-resp-interval>6</delay-resp-interval></request>
        <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
        """;

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task Recording_made_through_a_relay_is_replayed_by_the_laboratory()
    {
        using var host = NetworkNamespace.Create("rec");
        using var server = host.Start(Product.Lab, "gm", "--listen", "127.0.0.11", "--domain", "4");
        using var relay = host.Start(
            Product.Lab, "relay", "--listen", "127.0.0.21", "--client", "127.0.0.10", "--from", "127.0.0.20", "--server", "127.0.0.11",
            "--delay", ForwardDelay.ToString(CultureInfo.InvariantCulture), "--reverse-delay", ReverseDelay.ToString(CultureInfo.InvariantCulture), "--json");
        Assert.IsTrue(await relay.WaitForOutputAsync("acr-lab relay ready:", TimeSpan.FromSeconds(30)), relay.Output);
        using var agent = await AgentProcess.StartAsync(host);
        var early = Rpc(agent, "<start-recording xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"/>");
        StringAssert.Contains(early.Errors, "start-recording: no client is running");
        agent.Change(Client);
        var start = Rpc(agent, "<start-recording xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>1</server-id><duration>12</duration></start-recording>");
        Assert.AreEqual(0, start.Code, start.ToString());
        StringAssert.Contains(Rpc(agent, "<start-recording xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"/>").Errors, "a recording runs already");
        Assert.AreEqual("true", agent.State().Text("recording", "running")?.ToLowerInvariant());
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.State().Text("recording", "end-reason") == "duration", TimeSpan.FromSeconds(40)), agent.State().ToString());

        var recording = agent.State().GetProperty("recording");
        var file = recording.GetProperty("file").GetString()!; // there since the start
        var samples = long.Parse(recording.Text("samples")!, CultureInfo.InvariantCulture);
        Assert.IsGreaterThan(200, samples);
        Assert.AreEqual("0", recording.Text("dropped"));
        Assert.AreEqual(new FileInfo(file).Length.ToString(CultureInfo.InvariantCulture), recording.Text("octets"));
        StringAssert.Contains(Rpc(agent, "<stop-recording xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"/>").Errors, "no recording runs");

        Replays(host, file, samples);
        Assert.IsInRange(ForwardDelay + ReverseDelay, ForwardDelay + ReverseDelay + Slack, FastestRoundTrip(file));
        _ = relay.Terminate();
        StringAssert.Contains(relay.Output, "\"refused\":0");
    }

    private static void Replays(NetworkNamespace host, string file, long samples)
    {
        var replay = host.Run(Product.Lab, "servo", "--trace", file, "--json");
        Assert.AreEqual(0, replay.Code, replay.ToString());
        var run = JsonDocument.Parse(replay.Text).RootElement.GetProperty("runs")[0];
        Assert.AreEqual(samples, run.GetProperty("samples").GetInt64());
        Assert.AreNotEqual("none", run.GetProperty("estimator").GetString());
    }

    /// <summary>Delays of both directions contain the clocks' offset with opposite signs; their sum does not.</summary>
    private static double FastestRoundTrip(string file)
    {
        var rows = File.ReadLines(file).Where(l => l[0] is not ('#' or 't')).Select(l => l.Split(',')).ToList();
        var forward = rows.Where(r => r[0].Length > 0).Min(r => Number(r[1]) - Number(r[0]));
        var reverse = rows.Where(r => r[2].Length > 0).Min(r => Number(r[3]) - Number(r[2]));
        return forward + reverse;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static Ssh.ToolResult Rpc(AgentProcess agent, string operation)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, operation);
        var result = agent.Acr("rpc", file);
        File.Delete(file);
        return result;
    }
}
