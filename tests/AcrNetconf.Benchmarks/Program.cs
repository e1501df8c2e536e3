namespace AcrNetconf.Benchmarks;

internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["netconf", .. var rest]:
                return Netconf.NetconfBenchmark.Run(rest);
            case ["commits", .. var rest]:
                return Commits.CommitBenchmark.Run(rest);
            case ["client", .. var rest]:
                return Ptp.ClientBenchmark.Run(rest);
            case ["push", .. var rest]:
                return Push.PushBenchmark.Run(rest);
            case ["incremental", .. var rows]:
                Yang.IncrementalTable.Run(rows);
                break;
            case [] or ["--help"]:
                Console.WriteLine(
                    """
                    usage: dotnet run -c Release --project tests/AcrNetconf.Benchmarks -- ...
                      netconf           the NativeAOT server over SSH beside netconfd, a table in about three minutes (tools/bench)
                      commits           one hitless leaf in the whole agent, also with 100,000 commits and 100,000 entries, in about a minute
                      client            processor and memory of the client at 128 packets a second, two-way, from two servers
                      push              how soon 100 subscribers hear of a change, and what 100 periodic ones cost, in about a minute
                      incremental       one-leaf changes at 10 and 100,000 entries, a table in about two minutes; names of rows
                                        and "phases" show less and more
                      --filter PATTERN  BenchmarkDotNet, e.g. --filter '*Incremental*' --job short
                      --list flat       names of all benchmarks
                    """);
                break;
            default:
                BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                break;
        }

        return 0;
    }
}
