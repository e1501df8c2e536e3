using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Netconf;

/// <summary>kill -9 at random moments of a row of commits: running afterwards is the last commit answered or the one in flight, never a mixture.</summary>
/// <remarks><c>ACR_KILL_ROUNDS</c> prolongs it, <c>ACR_KILL_SEED</c> replays its pauses; <c>ACR_AGENT</c> names another executable, such as the NativeAOT one.</remarks>
[TestClass]
[DoNotParallelize]
public sealed class KillTests
{
    private const int Slots = 10;
    private const int CommitsPerRound = 20;

    private static readonly int s_rounds = Number("ACR_KILL_ROUNDS") ?? 12;

    public TestContext TestContext { get; set; } = null!; // set by the framework

    [TestMethod]
    public async Task Running_after_kill_9_is_the_last_commit_answered_or_the_one_in_flight()
    {
        var seed = Number("ACR_KILL_SEED") ?? RandomNumberGenerator.GetInt32(1_000_000);
        TestContext.WriteLine($"ACR_KILL_SEED={seed}");
        var random = new Random(seed);
        using var agent = Served.Start("--log-level", "Warning");
        agent.ConnectWhenUp().Dispose();
        var (next, commits, inFlight) = (1, 0, 0);
        for (var round = 0; round < s_rounds; round++)
        {
            var progress = new Progress(next);
            var writer = new Thread(() => CommitUntilKilled(agent, progress));
            writer.Start();
            await LetItCommitAsync(progress, random.Next(0, 2 * CommitsPerRound));
            agent.Kill();
            writer.Join();
            agent.Restart();
            using var peer = agent.ConnectWhenUp();
            var value = ValueOf(peer, progress.Answered);
            Assert.IsTrue(
                value == progress.Answered || value == progress.Tried,
                $"round {round}: running has {value}; {progress.Answered} was answered, {progress.Tried} was in flight");
            peer.MustSucceed("<lock><target><candidate/></target></lock>");
            peer.MustSucceed("<unlock><target><candidate/></target></unlock>");
            commits += value - (next - 1);
            inFlight += value == progress.Tried && value != progress.Answered ? 1 : 0;
            next = value + 1;
        }

        TestContext.WriteLine($"{s_rounds} kills, {commits} commits, {inFlight} of them found though never answered");
    }

    [TestMethod]
    [DataRow(false, DisplayName = "bound to its session")]
    [DataRow(true, DisplayName = "persistent")]
    public void Confirmed_commit_and_locks_do_not_outlive_the_process(bool isPersistent)
    {
        using var agent = Served.Start("--log-level", "Warning");
        for (var round = 0; round < Math.Max(2, s_rounds / 6); round++)
        {
            using (var peer = agent.ConnectWhenUp())
            {
                peer.MustSucceed(Served.Edit("<name>before</name><level>1</level>"));
                peer.MustSucceed("<commit/>");
                peer.MustSucceed("<lock><target><running/></target></lock>");
                peer.MustSucceed(Served.Edit("<name>tried</name><level>2</level>"));
                peer.MustSucceed($"<commit><confirmed/>{(isPersistent ? "<persist>p</persist>" : string.Empty)}</commit>");
                agent.Kill();
            }

            agent.Restart();
            using var after = agent.ConnectWhenUp();
            var running = after.MustSucceed(Served.Get("running"));
            Assert.AreEqual("before", Served.Leaf(running, "name"), running);
            Assert.AreEqual("1", Served.Leaf(running, "level"), running);
            StringAssert.Contains(after.Rpc("<cancel-commit/>"), "operation-failed");
            after.MustSucceed("<lock><target><running/></target></lock>");
            after.MustSucceed("<lock><target><candidate/></target></lock>");

            // Its locks are gone when this is answered; after a mere hang-up the next round might still meet them.
            after.MustSucceed("<close-session/>");
        }
    }

    [TestMethod]
    public void Confirmation_that_was_answered_survives_kill_9()
    {
        using var agent = Served.Start("--log-level", "Warning");
        using (var peer = agent.ConnectWhenUp())
        {
            peer.MustSucceed(Served.Edit("<name>before</name>"));
            peer.MustSucceed("<commit/>");
            peer.MustSucceed(Served.Edit("<name>confirmed</name>"));
            peer.MustSucceed("<commit><confirmed/></commit>");
            peer.MustSucceed("<commit/>");
            agent.Kill();
        }

        agent.Restart();
        using var after = agent.ConnectWhenUp();
        Assert.AreEqual("confirmed", Served.Leaf(after.MustSucceed(Served.Get("running")), "name"));
    }

    /// <summary>Until so many more commits were answered; where in the next one the kill falls is left to chance.</summary>
    private async Task LetItCommitAsync(Progress progress, int commits)
    {
        var start = Stopwatch.GetTimestamp();
        var goal = progress.Answered + commits;
        while (progress.Answered < goal && Stopwatch.GetElapsedTime(start).TotalSeconds < 30)
        {
            await Task.Delay(1, TestContext.CancellationToken);
        }
    }

    private static void CommitUntilKilled(AgentServer agent, Progress progress)
    {
        try
        {
            using var peer = agent.Connect();
            peer.TimeoutMilliseconds = 10_000;
            for (var value = progress.Answered + 1; ; value++)
            {
                // Every leaf gets the same value in one edit, so that a mixture shows.
                peer.MustSucceed(Served.Edit(string.Concat(Enumerable.Range(0, Slots).Select(s => string.Create(CultureInfo.InvariantCulture, $"<slot><id>{s}</id><value>{value}</value></slot>")))));
                progress.Tried = value;
                peer.MustSucceed("<commit/>");
                progress.Answered = value;
            }
        }
        catch (Exception fault) when (fault is IOException or TimeoutException)
        {
            // Killed, as intended.
        }
    }

    private static int ValueOf(NetconfPeer peer, int answered)
    {
        var reply = peer.MustSucceed(Served.Get("running"));
        var values = reply.Split("<value>").Skip(1).Select(p => int.Parse(p[..p.IndexOf('<', StringComparison.Ordinal)], CultureInfo.InvariantCulture)).ToList();
        if (values.Count == 0)
        {
            Assert.AreEqual(0, answered, $"nothing is left of commit {answered}");
            return 0;
        }

        Assert.HasCount(Slots, values, reply);
        Assert.HasCount(1, values.Distinct().ToList(), $"a mixture: {reply}");
        return values[0];
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class Progress(int next)
    {
        public volatile int Answered = next - 1;
        public volatile int Tried = next - 1;
    }
}
