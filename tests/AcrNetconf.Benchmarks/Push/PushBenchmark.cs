using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Benchmarks.Netconf;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Benchmarks.Push;

/// <summary>YANG-Push of the whole agent over SSH: how soon 100 subscribers hear of a change, and what 100 periodic ones cost.</summary>
/// <remarks>
/// usage: push [--agent FILE] [--subscribers N]. The change is an operator's lock-out of a server of the client, which shows in state; the time
/// runs from sending the request to a subscriber having the notification, so it holds the operation too. All subscribers are sessions of their
/// own, and they share the machine with the agent.
/// </remarks>
internal static class PushBenchmark
{
    private const int Rounds = 40;
    private const int Seconds = 20;
    private const double BarMilliseconds = 50;
    private const double BarPercent = 3;
    private const string Filter = "<datastore-xpath-filter xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\">/ptp-adaptive:ptp-adaptive/state/server/locked-out</datastore-xpath-filter>";
    private const string Servo = "<datastore-subtree-filter xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\"><ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><state><servo/></state></ptp-adaptive></datastore-subtree-filter>";

    public static int Run(string[] arguments)
    {
        var agent = Path.GetFullPath(Value(arguments, "--agent") ?? Path.Combine(Environment.CurrentDirectory, "out", "acr-netconf"));
        var count = int.Parse(Value(arguments, "--subscribers") ?? "100", CultureInfo.InvariantCulture);
        if (!File.Exists(agent))
        {
            Console.Error.WriteLine($"{agent} does not exist; tools/publish makes it, --agent names another");
            return 2;
        }

        using var server = new AgentServer(agent, "--log-level", "Warning", "--event-port", "38429", "--general-port", "38430");
        using var control = server.ConnectWhenUp();
        Configure(control);
        var isFast = Changes(server, control, count);
        var isCheap = Periods(server, count);
        return isFast && isCheap ? 0 : 1;
    }

    private static bool Changes(AgentServer server, NetconfPeer control, int count)
    {
        var all = new Sample();
        var first = new Sample();
        using var subscribers = new Subscribers(server, count, Filter + "<on-change xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\"/>");
        for (var i = 0; i < Rounds; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            subscribers.Expect("push-change-update");
            control.MustSucceed(i % 2 == 0
                ? "<lock-out xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>1</server-id></lock-out>"
                : "<lock-out xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>1</server-id><clear>true</clear></lock-out>");
            var times = subscribers.Await();
            foreach (var time in i < 5 ? [] : times)
            {
                all.Add(Stopwatch.GetElapsedTime(begin, time));
            }

            first.Add(Stopwatch.GetElapsedTime(begin, times.Min()));
        }

        Console.WriteLine($"{$"on-change, request to each of {count} subscribers",-72}{all}");
        Console.WriteLine($"{"  to the first of them",-72}{first}");
        return Verdict("median at most 50 ms", all.Median <= BarMilliseconds);
    }

    private static bool Periods(AgentServer server, int count)
    {
        Thread.Sleep(TimeSpan.FromSeconds(1));
        var idle = Load(server);
        using var subscribers = new Subscribers(server, count, Servo + "<periodic xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\"><period>100</period></periodic>");
        subscribers.Drain();
        Thread.Sleep(TimeSpan.FromSeconds(2));
        var busy = Load(server);
        subscribers.Stop();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"periodic at 1 s for {count} subscribers, of a core",-72}{busy - idle,6:F2} % (agent {busy:F2} %, without {idle:F2} %)"));
        return Verdict("less than 3 % of a core", busy - idle < BarPercent);
    }

    private static double Load(AgentServer server)
    {
        var begin = Stopwatch.GetTimestamp();
        var before = ProcessFigures.Read(server.Process).ProcessorSeconds;
        Thread.Sleep(TimeSpan.FromSeconds(Seconds));
        return 100 * (ProcessFigures.Read(server.Process).ProcessorSeconds - before) / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static bool Verdict(string bar, bool isMet)
    {
        Console.WriteLine($"bar: {bar}: {(isMet ? "met" : "MISSED")}");
        return isMet;
    }

    private static string? Value(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static void Configure(NetconfPeer peer)
    {
        peer.MustSucceed("""
            <edit-config><target><candidate/></target><config><ptp-adaptive xmlns="urn:acr-netconf:yang:ptp-adaptive">
            <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><local-ip>127.0.86.1</local-ip>
            <remote-server><server-id>1</server-id><ip-address>127.0.86.2</ip-address></remote-server>
            <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
            </ptp-adaptive></config></edit-config>
            """);
        peer.MustSucceed("<commit/>");
    }
}
