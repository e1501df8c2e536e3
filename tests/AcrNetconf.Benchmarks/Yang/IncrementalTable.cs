using System.Diagnostics;
using System.Globalization;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>The rows of <see cref="IncrementalBenchmarks"/> in a few minutes: all sizes warmed up, then measured in turns.</summary>
/// <remarks>
/// The large configuration is measured twice: visiting ten of its entries again and again, as the small one does, which shows what its
/// algorithms cost, and visiting all entries in turn, which adds what memory costs that is in no cache.
/// </remarks>
internal static class IncrementalTable
{
    private const int Warmup = 6000;
    private const int Rounds = 7;
    private const int Batch = 1000;

    private static readonly string[] Leafs =
    [
        "plain", "low", "peer", "addr", "port", "by-name", "name", "sole", "kind", "create-delete",
        "target", "refused", "via", "load", "when", "choice", "sub", "move",
    ];

    /// <summary>Prints the median time of one change per size, ratios, allocated bytes, pauses of the collector (mean) and, where asked for, the phases.</summary>
    /// <param name="args">Names of rows, none for all; <c>phases</c> for a line per phase.</param>
    public static void Run(string[] args)
    {
        var showPhases = args.Contains("phases");
        var leafs = args.Where(static arg => arg != "phases").ToArray();
        Console.WriteLine($"{"changed",-14} {"10 entries",12} {"100k, ten of",14} {"ratio",6} {"100k, all",12} {"ratio",6} {"bytes/10",10} {"bytes/100k",11} {"gc/100k",10}");
        foreach (var leaf in leafs is [] ? Leafs : leafs)
        {
            Row(leaf, showPhases);
        }
    }

    private static void Row(string leaf, bool showPhases)
    {
        var small = new IncrementalBenchmarks { Entries = 10, Leaf = leaf };
        var large = new IncrementalBenchmarks { Entries = 100_000, Leaf = leaf };
        var views = new[] { (Bench: small, Visited: 0), (Bench: large, Visited: 10), (Bench: large, Visited: 0) };
        small.Setup();
        large.Setup();
        foreach (var view in views)
        {
            Time(view, Warmup, null);
        }

        GC.Collect();
        var times = Array.ConvertAll(views, static _ => new List<double>());
        var phases = Array.ConvertAll(views, static _ => new PhaseTimes());
        var bytes = new long[views.Length];
        var pauses = new double[views.Length];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < views.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var paused = GC.GetTotalPauseDuration();
                times[i].Add(Time(views[i], Batch, showPhases ? phases[i] : null) / Batch);
                bytes[i] += GC.GetAllocatedBytesForCurrentThread() - before;
                pauses[i] += (GC.GetTotalPauseDuration() - paused).TotalMicroseconds;
            }
        }

        var (ten, hot, all) = (Median(times[0]), Median(times[1]), Median(times[2]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{leaf,-14} {ten,9:F1} us {hot,11:F1} us {hot / ten,6:F2} {all,9:F1} us {all / ten,6:F2} {bytes[0] / (Rounds * Batch),10} {bytes[2] / (Rounds * Batch),11} {pauses[2] / (Rounds * Batch),7:F1} us"));
        if (!showPhases)
        {
            return;
        }

        foreach (var phase in Enum.GetValues<Phase>())
        {
            var (x, y, z) = (phases[0][phase] / (Rounds * Batch), phases[1][phase] / (Rounds * Batch), phases[2][phase] / (Rounds * Batch));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {phase,-12} {x,9:F1} us {y,11:F1} us {y / x,6:F2} {z,9:F1} us {z / x,6:F2}"));
        }
    }

    private static double Time((IncrementalBenchmarks Bench, int Visited) view, int count, PhaseTimes? phases)
    {
        view.Bench.Visited = view.Visited;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            view.Bench.Change(phases);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
