using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Benchmarks.Netconf;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.History;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Benchmarks.Commits;

/// <summary>What one commit costs in the whole agent, with a client running, and whether that stays so with a long history and a large configuration.</summary>
/// <remarks>usage: commits [--agent FILE]. The history is written by the product's own log; the servers of the client are addresses of loopback where nobody answers.</remarks>
internal static class CommitBenchmark
{
    private const int History = 100_000;
    private const int Loads = 10;
    private const double BarMilliseconds = 3;
    private const string Base = NetconfPeer.BaseNamespace;
    private const string Model = "urn:acr-netconf:yang:ptp-adaptive";

    public static int Run(string[] arguments)
    {
        var agent = Path.GetFullPath(arguments is ["--agent", var file, ..] ? file : Path.Combine(Environment.CurrentDirectory, "out", "acr-netconf"));
        if (!File.Exists(agent))
        {
            Console.Error.WriteLine($"{agent} does not exist; tools/publish makes it, --agent names another");
            return 2;
        }

        var folder = Path.Combine(AppContext.BaseDirectory, "Netconf");
        using var server = new AgentServer(
            agent, "--module-path", folder, "--module", "acr-bench", "--log-level", "Warning", "--event-port", "38419", "--general-port", "38420");
        var median = 0.0;
        using (var peer = server.ConnectWhenUp())
        {
            Configure(peer);
            median = Measure("history of some commits", peer);
        }

        server.Kill();
        FillHistory(server.Folder.File("state/commits.db"));
        server.Restart();
        using (var peer = server.ConnectWhenUp())
        {
            _ = Measure($"history of {History:N0} commits", peer);
        }

        // A restart from the newest whole configuration must not depend on the history either.
        server.Kill();
        var begin = Stopwatch.GetTimestamp();
        server.Restart();
        using (var peer = server.ConnectWhenUp())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"restart on it, kill -9 to first hello",-72}{Stopwatch.GetElapsedTime(begin).TotalMilliseconds,8:F0} ms"));
            peer.TimeoutMilliseconds = 120_000;
            for (var i = 0; i < Loads; i++)
            {
                peer.MustSucceed(BenchModel.Load(i * BenchModel.Entries));
                peer.MustSucceed(BenchModel.Commit);
            }

            _ = Measure($"and {Loads * BenchModel.Entries:N0} list entries beside it", peer);
            var entry = Sample.Of(20, 200, i =>
            {
                peer.MustSucceed(BenchModel.PortUpper(i * 7919 % (Loads * BenchModel.Entries), 200_000 + i));
                peer.MustSucceed(BenchModel.Commit);
            });
            Console.WriteLine($"{"  one leaf of one of the entries",-72}{entry}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bar: one hitless leaf, edit to applied, median at most {BarMilliseconds} ms: {(median <= BarMilliseconds ? "met" : "MISSED")}"));
        return median <= BarMilliseconds ? 0 : 1;
    }

    private static void Configure(NetconfPeer peer)
    {
        peer.MustSucceed(Edit("""
            <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><local-ip>127.0.84.1</local-ip>
            <remote-server><server-id>1</server-id><ip-address>127.0.84.2</ip-address></remote-server>
            <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
            """));
        peer.MustSucceed(BenchModel.Commit);
    }

    /// <summary>edit-config and commit of dscp, which is set on the sockets in use; the client's view, and the agent's own.</summary>
    private static double Measure(string what, NetconfPeer peer)
    {
        var both = Sample.Of(50, 300, i =>
        {
            peer.MustSucceed(Edit(string.Create(CultureInfo.InvariantCulture, $"<dscp>{i % 60}</dscp>")));
            peer.MustSucceed(BenchModel.Commit);
        });
        var commits = peer.MustSucceed("<list-commits xmlns=\"urn:acr-netconf:yang:acr-commit\"><limit>300</limit></list-commits>");
        var inside = new Sample();
        for (var at = 0; (at = commits.IndexOf("<duration>", at, StringComparison.Ordinal)) >= 0; at++)
        {
            var from = at + "<duration>".Length;
            inside.Add(TimeSpan.FromSeconds(double.Parse(commits[from..commits.IndexOf('<', from)], CultureInfo.InvariantCulture)));
        }

        Console.WriteLine($"{what + ": edit-config and commit over SSH",-72}{both}");
        Console.WriteLine($"{"  of which prepare, sync to disk, apply",-72}{inside}");
        return both.Median;
    }

    /// <summary>Puts old commits before those there are, as the log itself would have written them.</summary>
    private static void FillHistory(string path)
    {
        using var log = SqliteCommitLog.Open(path);
        var restart = log.LoadRestart(log.LastId);
        var last = log.Find(log.LastId)!; // the agent has just committed
        var edits = new List<CommitRecord>(History);
        for (var id = 1L; id < History; id++)
        {
            edits.Add(new CommitRecord(
                id, last.Time.AddSeconds(id - History), CommitKind.Commit, "driver", 1, "127.0.0.1", Impact.Hitless, null, null,
                string.Create(CultureInfo.InvariantCulture, $"<config xmlns=\"{Base}\"><ptp-adaptive xmlns=\"{Model}\"><ttl>{(id % 200) + 1}</ttl></ptp-adaptive></config>")) { Outcome = CommitOutcome.Applied });
        }

        var running = restart.Edits.Count == 0 ? restart.Snapshot! : Snapshot(restart);
        log.Replace(new CommitRestart(null, 0, edits), last with { Id = History, Edit = running }, running);
    }

    /// <summary>The configuration as the text of the one edit that made it; the commits after it only changed dscp.</summary>
    private static string Snapshot(CommitRestart restart) => restart.Snapshot ?? restart.Edits[0].Edit;

    private static string Edit(string content) => $"<edit-config><target><candidate/></target><config><ptp-adaptive xmlns=\"{Model}\">{content}</ptp-adaptive></config></edit-config>";
}
