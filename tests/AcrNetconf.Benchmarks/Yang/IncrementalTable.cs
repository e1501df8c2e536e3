using System.Diagnostics;
using System.Globalization;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>The rows of <see cref="IncrementalBenchmarks"/> in about a minute: both sizes warmed up, then measured in turns.</summary>
internal static class IncrementalTable
{
    private const int Warmup = 6000;
    private const int Rounds = 7;
    private const int Batch = 1000;

    private static readonly int[] Sizes = [10, 100_000];
    private static readonly string[] Leafs = ["plain", "low", "peer", "addr", "port", "by-name", "name", "sole", "kind", "create-delete"];

    /// <summary>Prints the median time of one change per size, and their ratio.</summary>
    public static void Run()
    {
        Console.WriteLine($"{"changed",-14} {"10 entries",14} {"100000 entries",16} {"ratio",7}");
        foreach (var leaf in Leafs)
        {
            var benches = Array.ConvertAll(Sizes, size => new IncrementalBenchmarks { Entries = size, Leaf = leaf });
            foreach (var bench in benches)
            {
                bench.Setup();
                Time(bench, Warmup);
            }

            var times = Array.ConvertAll(Sizes, _ => new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < benches.Length; i++)
                {
                    times[i].Add(Time(benches[i], Batch) / Batch);
                }
            }

            var (small, large) = (Median(times[0]), Median(times[1]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{leaf,-14} {small,11:F1} us {large,13:F1} us {large / small,7:F2}"));
        }
    }

    private static double Time(IncrementalBenchmarks bench, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            bench.Change();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
