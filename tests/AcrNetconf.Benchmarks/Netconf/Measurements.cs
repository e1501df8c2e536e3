using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>The measurements, the same for every server.</summary>
internal sealed class Measurements(string name, Func<ServerUnderTest> start, MeasurementOptions options)
{
    private const int Sessions = 8;
    private const int IdleSessions = 500;

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(5);

    private readonly List<Figure> _figures = [];

    public IReadOnlyList<Figure> Run()
    {
        Try(Starts, "start");
        using (var server = start())
        {
            server.ConnectWhenUp().Dispose();
            Try(() => SetUp(server), "setup");
            Try(() => Small(server), "get-small", "edit-commit");
            Try(() => Throughput(server), "throughput");
        }

        using (var server = start())
        {
            server.ConnectWhenUp().Dispose();
            Try(() => Large(server), "load", "get-all", "get-key", "edit-large", "memory");
        }

        using (var server = start())
        {
            server.ConnectWhenUp().Dispose();
            Try(() => Idle(server), "idle-memory");
        }

        return _figures;
    }

    /// <summary>A measurement that fails costs its figures, not the run.</summary>
    private void Try(Action measure, params string[] ids)
    {
        if (options.Only is { } only && !ids.Any(only.Contains))
        {
            return;
        }

        try
        {
            measure();
        }
        catch (Exception fault) when (fault is IOException or TimeoutException or InvalidOperationException)
        {
            Console.Error.WriteLine($"{name} {ids[0]}: {fault.Message}");
        }
    }

    private void Starts()
    {
        // The first start makes host keys and an empty log; the figure is that of a service on a machine that has been set up.
        var sample = new Sample();
        var total = options.Quick ? 3 : 12;
        ServerUnderTest? server = null;
        for (var i = 0; i < total; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            if (server is AgentServer agent)
            {
                agent.Kill();
                begin = Stopwatch.GetTimestamp();
                agent.Restart();
            }
            else
            {
                server?.Dispose();
                begin = Stopwatch.GetTimestamp();
                server = start();
            }

            server.ConnectWhenUp().Dispose();
            if (i > 0)
            {
                sample.Add(Stopwatch.GetElapsedTime(begin));
            }
        }

        server?.Dispose();
        Add("start", sample);
    }

    private void SetUp(ServerUnderTest server)
    {
        // The goodbye is not part of it.
        NetconfPeer? peer = null;
        Add("setup", Sample.Of(5, Scale(60), _ => peer = server.Connect(), afterwards: _ => peer!.Dispose())); // made by the work before it
    }

    private void Small(ServerUnderTest server)
    {
        using var peer = server.Connect();
        peer.MustSucceed(BenchModel.Settings(0));
        peer.MustSucceed(BenchModel.Commit);
        Add("get-small", Sample.Of(200, Scale(2000), _ => peer.MustSucceed(BenchModel.SettingsFilter)));
        Add("edit-commit", Sample.Of(50, Scale(500), i =>
        {
            peer.MustSucceed(BenchModel.Settings(i + 1));
            peer.MustSucceed(BenchModel.Commit);
        }));
    }

    /// <summary>Nobody locks: all share the candidate, each edits its own entry and commits. A commit is answered when running on disk has that entry, whoever's commit took it along.</summary>
    private void Throughput(ServerUnderTest server)
    {
        var seconds = options.Quick ? 1 : 5;
        var peers = Enumerable.Range(0, Sessions).Select(_ => server.Connect()).ToArray();
        var counts = new int[Sessions];
        string? fault = null;
        using var ready = new Barrier(Sessions + 1);
        var threads = peers.Select((peer, n) => new Thread(() =>
        {
            ready.SignalAndWait();
            var begin = Stopwatch.GetTimestamp();
            try
            {
                for (var i = 1; Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds; i++)
                {
                    peer.MustSucceed(BenchModel.Slot(n, i));
                    peer.MustSucceed(BenchModel.Commit);
                    counts[n] = i;
                }
            }
            catch (Exception e) when (e is IOException or TimeoutException or InvalidOperationException)
            {
                fault = e.Message;
            }
        })).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        ready.SignalAndWait();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        var running = fault is null ? peers[0].MustSucceed(BenchModel.SettingsFilter) : string.Empty;
        foreach (var peer in peers)
        {
            peer.Dispose();
        }

        fault ??= Enumerable.Range(0, Sessions).All(n => BenchModel.HasSlot(running, n, counts[n])) ? null : $"running lacks what was committed: {running}";
        if (fault is not null)
        {
            throw new InvalidOperationException(fault);
        }

        var rate = counts.Sum() / (double)seconds;
        Add(new Figure("throughput", rate, string.Create(CultureInfo.InvariantCulture, $"{counts.Sum()} in {seconds} s, {counts.Min()}..{counts.Max()} a session")));
    }

    private void Large(ServerUnderTest server)
    {
        using var peer = server.Connect();
        var load = BenchModel.Load();
        Add("load", Sample.Of(1, options.Quick ? 1 : 5, _ => Commit(load), afterwards: _ => Commit(BenchModel.RemovePlant)));
        Commit(load);
        Add("get-all", Sample.Of(3, Scale(30), _ =>
        {
            peer.SendRpc(BenchModel.Plant);
            if (peer.ReceiveBytes().Length < BenchModel.Entries * 100)
            {
                throw new InvalidOperationException("the reply is too short to hold all entries");
            }
        }));
        Add("get-key", Sample.Of(100, Scale(1000), i => peer.MustSucceed(BenchModel.PortByKey(i * 7 % BenchModel.Entries))));
        Add("edit-large", Sample.Of(options.Quick ? 1 : 20, Scale(200), i =>
        {
            peer.MustSucceed(BenchModel.PortUpper(i * 7 % BenchModel.Entries, 20_000 + i));
            peer.MustSucceed(BenchModel.Commit);
        }));
        var busy = ProcessFigures.Read(server.Process);
        Thread.Sleep(s_rest);
        var figures = ProcessFigures.Read(server.Process);
        Add(new Figure("memory", figures.ResidentMegabytes, string.Create(CultureInfo.InvariantCulture, $"{busy.ResidentMegabytes:F0} MB right after the work, peak {figures.PeakMegabytes:F0} MB, {figures.Threads} threads")));

        void Commit(string edit)
        {
            peer.MustSucceed(edit);
            peer.MustSucceed(BenchModel.Commit);
        }
    }

    private void Idle(ServerUnderTest server)
    {
        var peers = new List<NetconfPeer>(IdleSessions);
        try
        {
            for (var i = 0; i < IdleSessions; i++)
            {
                peers.Add(server.Connect());
            }

            Thread.Sleep(s_rest);
            var before = ProcessFigures.Read(server.Process);
            var seconds = options.Quick ? 2 : 20;
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
            var after = ProcessFigures.Read(server.Process);
            var percent = (after.ProcessorSeconds - before.ProcessorSeconds) / seconds * 100;
            Add(new Figure("idle-memory", after.ResidentMegabytes, string.Create(CultureInfo.InvariantCulture, $"peak {after.PeakMegabytes:F0} MB, {peers.Count} sessions")));
            Add(new Figure("idle-threads", after.Threads, string.Empty));
            Add(new Figure("idle-cpu", percent, string.Create(CultureInfo.InvariantCulture, $"over {seconds} s")));
        }
        finally
        {
            peers.ForEach(p => p.Dispose());
        }
    }

    private int Scale(int count) => options.Quick ? Math.Max(2, count / 20) : count;


    private void Add(string id, Sample sample) => Add(new Figure(id, sample.Median, sample.ToString()));

    private void Add(Figure figure)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {figure.Id}: {figure.Value:F2} {figure.Detail}"));
        _figures.Add(figure);
    }
}
