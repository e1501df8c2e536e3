using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Benchmarks.Netconf;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Benchmarks.Ptp;

/// <summary>What the running client costs: the agent at 128 packets a second of every kind, two-way, from two servers at once.</summary>
/// <remarks>usage: client [--agent FILE] [--lab FILE] [--seconds N]. The servers are the laboratory's, on loopback; only the agent is measured.</remarks>
internal static class ClientBenchmark
{
    private const double BarPercent = 2;
    private const string Ports = "38519";
    private const string Model = "urn:acr-netconf:yang:ptp-adaptive";

    public static int Run(string[] arguments)
    {
        string output = Path.Combine(Environment.CurrentDirectory, "out");
        string agent = Path.GetFullPath(Value(arguments, "--agent") ?? Path.Combine(output, "acr-netconf"));
        string lab = Path.GetFullPath(Value(arguments, "--lab") ?? Path.Combine(output, "acr-lab"));
        int seconds = int.Parse(Value(arguments, "--seconds") ?? "30", CultureInfo.InvariantCulture);
        string[] ports = ["--event-port", Ports, "--general-port", "38520"];
        using Process first = Serve(lab, "127.0.85.2", ports);
        using Process second = Serve(lab, "127.0.85.3", ports);
        try
        {
            using var server = new AgentServer(agent, ["--log-level", "Warning", .. ports]);
            using NetconfPeer peer = server.ConnectWhenUp();
            peer.MustSucceed($"""
                <edit-config><target><candidate/></target><config><ptp-adaptive xmlns="{Model}">
                <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><local-ip>127.0.85.1</local-ip>
                <remote-server><server-id>1</server-id><ip-address>127.0.85.2</ip-address></remote-server>
                <remote-server><server-id>2</server-id><ip-address>127.0.85.3</ip-address></remote-server>
                <request><sync-interval>3</sync-interval><delay-resp-interval>3</delay-resp-interval></request>
                <selection><standby>all</standby></selection>
                <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
                </ptp-adaptive></config></edit-config>
                """);
            peer.MustSucceed("<commit/>");
            Thread.Sleep(TimeSpan.FromSeconds(8));
            return Measure(server, seconds);
        }
        finally
        {
            ServerFolder.End(first);
            ServerFolder.End(second);
        }
    }

    private static int Measure(AgentServer server, int seconds)
    {
        long packets = Received(server);
        ProcessFigures before = ProcessFigures.Read(server.Process);
        long begin = Stopwatch.GetTimestamp();
        for (int second = 0; second < seconds; second++)
        {
            Thread.Sleep(1000);
            if (second % 60 == 59)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {second + 1,5} s  {ProcessFigures.Read(server.Process).ResidentMegabytes:F1} MB resident"));
            }
        }

        ProcessFigures after = ProcessFigures.Read(server.Process);
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double percent = 100 * (after.ProcessorSeconds - before.ProcessorSeconds) / elapsed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{percent:F2} % of a core, {(Received(server) - packets) / elapsed:F0} packets/s received, {before.ResidentMegabytes:F1} to {after.ResidentMegabytes:F1} MB resident, {after.Threads} threads"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bar: at most {BarPercent} % of a core: {(percent <= BarPercent ? "met" : "MISSED")}"));
        return percent <= BarPercent ? 0 : 1;
    }

    /// <summary>Packets of every kind received from both servers.</summary>
    private static long Received(AgentServer server)
    {
        // A session of its own: the one that configured may have been silent for longer than the agent keeps such.
        using NetconfPeer peer = server.Connect();
        string state = peer.MustSucceed($"<get><filter><ptp-adaptive xmlns=\"{Model}\"><state/></ptp-adaptive></filter></get>");
        long sum = 0;
        for (int at = 0; (at = state.IndexOf("<received-", at, StringComparison.Ordinal)) >= 0; at++)
        {
            int from = state.IndexOf('>', at) + 1;
            _ = long.TryParse(state.AsSpan(from, state.IndexOf('<', from) - from), CultureInfo.InvariantCulture, out long count);
            sum += count;
        }

        return sum;
    }

    private static Process Serve(string lab, string address, string[] ports)
        => Process.Start(new ProcessStartInfo(lab, ["gm", "--listen", address, "--domain", "4", .. ports]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{lab} did not start");

    private static string? Value(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
