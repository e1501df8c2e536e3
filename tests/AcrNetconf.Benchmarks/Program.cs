namespace AcrNetconf.Benchmarks;

internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["netconf", .. var rest]:
                return Netconf.NetconfBenchmark.Run(rest);
            case ["incremental"]:
                Yang.IncrementalTable.Run();
                break;
            case [] or ["--help"]:
                Console.WriteLine(
                    """
                    usage: dotnet run -c Release --project tests/AcrNetconf.Benchmarks -- ...
                      netconf           the NativeAOT server over SSH beside netconfd, a table in about three minutes (tools/bench)
                      incremental       one-leaf changes at 10 and 100,000 entries, a table in about a minute
                      --filter PATTERN  BenchmarkDotNet, e.g. --filter '*Incremental*'
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
