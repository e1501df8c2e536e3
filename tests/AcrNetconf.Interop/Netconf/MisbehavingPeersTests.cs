using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AcrNetconf.Interop.Support;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Netconf;

/// <summary>Peers that misbehave cost themselves: the others are served on, the offender is cut with a reason, nothing stays locked.</summary>
[TestClass]
[DoNotParallelize]
public sealed class MisbehavingPeersTests
{
    /// <summary>Loose on purpose: other programs run beside the tests. The bar is 3 and is measured on a quiet machine from the figures written out.</summary>
    private const double MostTimesSlower = 50;

    private static AgentServer s_agent = null!; // set by the class initialiser

    public TestContext TestContext { get; set; } = null!; // set by the framework

    [ClassInitialize]
    public static void Start(TestContext context)
    {
        s_agent = Served.Start();
        using var first = s_agent.ConnectWhenUp();
        first.MustSucceed(Served.Edit("<name>one</name>"));
        first.MustSucceed("<commit/>");
    }

    [ClassCleanup]
    public static void Stop() => s_agent.Dispose();

    [TestMethod]
    public void Fifty_silent_connections_keep_nobody_waiting()
    {
        using var peer = s_agent.Connect();
        var before = Latency(peer);
        var silent = Enumerable.Range(0, 50).Select(_ => Dial()).ToList();
        try
        {
            Report("50 silent connections", before, Latency(peer));
        }
        finally
        {
            silent.ForEach(s => s.Dispose());
        }
    }

    [TestMethod]
    public async Task Peers_that_vanish_right_after_their_hello_leave_no_work_behind()
    {
        for (var i = 0; i < 40; i++)
        {
            // Bytes that nobody has read yet when the connection goes.
            using var peer = NetconfPeer.Open(s_agent.Target);
            peer.SendRaw(Encoding.UTF8.GetBytes($"<hello xmlns=\"{NetconfPeer.BaseNamespace}\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>"));
            peer.Cut();
        }

        Assert.IsTrue(await Eventually.TrueAsync(() => Cost(TimeSpan.FromMilliseconds(500)) < 0.2, TimeSpan.FromSeconds(20)), "the agent is still busy with peers that have gone");
    }

    [TestMethod]
    public void Twenty_stalled_readers_keep_nobody_waiting()
    {
        var before = Latency();
        var stalled = Enumerable.Range(0, 20).Select(_ => s_agent.Connect()).ToList();
        try
        {
            foreach (var peer in stalled)
            {
                // Much more than window, pipe and socket hold, and not one byte of it is read.
                for (var i = 0; i < 40; i++)
                {
                    peer.SendRpc("<get/>");
                }
            }

            Report("20 stalled readers", before, Latency());
        }
        finally
        {
            stalled.ForEach(p => p.Dispose());
        }
    }

    [TestMethod]
    [DataRow("\n#12x\n", "a digit or a line feed", DisplayName = "letter in the size")]
    [DataRow("\n#0\n", "leading zero", DisplayName = "size zero")]
    [DataRow("\n#007\n", "leading zero", DisplayName = "leading zeros")]
    [DataRow("\n#99999999999\n", "larger than", DisplayName = "size out of range")]
    [DataRow("<rpc/>", "line feed", DisplayName = "no chunk header")]
    [TestProperty("row", "C-04")]
    public async Task Bad_chunk_header_ends_the_session_with_a_reason_in_the_log(string header, string words)
    {
        using var peer = s_agent.Connect();
        peer.SendRaw(Encoding.ASCII.GetBytes(header));
        Assert.IsTrue(peer.WaitForEnd(10_000), "the session is still open");
        var mark = string.Create(CultureInfo.InvariantCulture, $"Session {peer.SessionId} of driver is cut");
        Assert.IsTrue(await Eventually.TrueAsync(() => LineOf(mark) is not null, TimeSpan.FromSeconds(10)), s_agent.Log);
        StringAssert.Contains(LineOf(mark), words);
    }

    [TestMethod]
    [TestProperty("row", "C-05")]
    public void Two_hundred_pipelined_requests_are_answered_in_order_each_once()
    {
        using var peer = s_agent.Connect();
        var batch = new StringBuilder();
        for (var i = 1; i <= 200; i++)
        {
            var operation = i % 7 == 0 ? "<no-such-operation/>" : Served.Get("running");
            var rpc = string.Create(CultureInfo.InvariantCulture, $"<rpc xmlns=\"{NetconfPeer.BaseNamespace}\" message-id=\"7:{i}\">{operation}</rpc>");
            batch.Append(CultureInfo.InvariantCulture, $"\n#{rpc.Length}\n{rpc}\n##\n");
        }

        peer.SendRaw(Encoding.ASCII.GetBytes(batch.ToString()));
        for (var i = 1; i <= 200; i++)
        {
            var reply = peer.Receive();
            StringAssert.Contains(reply, string.Create(CultureInfo.InvariantCulture, $"message-id=\"7:{i}\""));
            StringAssert.Contains(reply, i % 7 == 0 ? "<rpc-error>" : "<name>one</name>");
        }
    }

    [TestMethod]
    [TestProperty("row", "C-16")]
    public void Lock_of_a_session_that_is_cut_is_free_at_once()
    {
        using var second = s_agent.Connect();
        var waits = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            using var holder = s_agent.Connect();
            holder.MustSucceed("<lock><target><candidate/></target></lock>");
            StringAssert.Contains(second.Rpc("<lock><target><candidate/></target></lock>"), "lock-denied");
            var start = Stopwatch.GetTimestamp();
            holder.Cut();
            while (second.Rpc("<lock><target><candidate/></target></lock>").Contains("lock-denied", StringComparison.Ordinal))
            {
                Assert.IsLessThan(5, Stopwatch.GetElapsedTime(start).TotalSeconds, "the lock outlives its holder");
            }

            waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            second.MustSucceed("<unlock><target><candidate/></target></unlock>");
        }

        Write($"lock free after its holder was cut: median {waits.Order().ElementAt(10):F2} ms, worst {waits.Max():F2} ms (bar 20)");
        Assert.IsLessThan(1000, waits.Order().ElementAt(10));
    }

    [TestMethod]
    [TestProperty("row", "C-49")]
    public void Eight_sessions_fight_for_the_lock_and_one_at_a_time_has_it()
    {
        var before = Latency();
        const int Each = 25;
        var inside = 0;
        var most = 0;
        var asked = 0;
        var isMeasured = false;
        var faults = new List<string>();
        var fighters = Enumerable.Range(0, 8).Select(n => new Thread(() =>
        {
            // What eight clients cost where they run is not what the server does to others: they get what is left of the processors.
            Priority.LowerThisThread();
            using var peer = s_agent.Connect();
            for (var won = 0; won < Each || !Volatile.Read(ref isMeasured);)
            {
                Interlocked.Increment(ref asked);
                var reply = peer.Rpc("<lock><target><candidate/></target></lock>");
                if (reply.Contains("<ok/>", StringComparison.Ordinal))
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref inside));
                    won++;
                    Interlocked.Decrement(ref inside);
                    peer.MustSucceed("<unlock><target><candidate/></target></unlock>");
                }
                else if (!reply.Contains("<error-tag>lock-denied</error-tag>", StringComparison.Ordinal))
                {
                    lock (faults)
                    {
                        faults.Add(reply);
                    }

                    return;
                }
                else
                {
                    // No client in use asks again in less than that.
                    Thread.Sleep(1);
                }
            }
        })).ToList();
        fighters.ForEach(f => f.Start());
        double during;
        int requests;
        try
        {
            during = Latency();
            requests = Volatile.Read(ref asked);
        }
        finally
        {
            Volatile.Write(ref isMeasured, true);
        }

        fighters.ForEach(f => Assert.IsTrue(f.Join(TimeSpan.FromSeconds(60)), "a session never got the lock"));
        Assert.IsEmpty(faults, faults.FirstOrDefault());
        Assert.AreEqual(1, most);
        Report(string.Create(CultureInfo.InvariantCulture, $"8 sessions fighting for the lock ({requests} requests meanwhile)"), before, during);
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); value > seen; seen = Volatile.Read(ref place))
        {
            Interlocked.CompareExchange(ref place, value, seen);
        }
    }

    private static Socket Dial()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(new IPEndPoint(IPAddress.Loopback, s_agent.Folder.Port));
        return socket;
    }

    private static double Latency()
    {
        using var peer = s_agent.Connect();
        return Latency(peer);
    }

    private static double Latency(NetconfPeer peer)
    {
        var times = new List<double>();
        for (var i = 0; i < 120; i++)
        {
            var start = Stopwatch.GetTimestamp();
            peer.MustSucceed(Served.Get("running"));
            if (i >= 20)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return times.Order().ElementAt(50);
    }

    /// <summary>Processor seconds per second over a while.</summary>
    private static double Cost(TimeSpan over)
    {
        s_agent.Process.Refresh();
        var before = s_agent.Process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        Thread.Sleep(over);
        s_agent.Process.Refresh();
        return (s_agent.Process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(start);
    }

    private static string? LineOf(string mark) => s_agent.Log.Split('\n').FirstOrDefault(l => l.Contains(mark, StringComparison.Ordinal));

    private void Report(string what, double before, double during)
    {
        Write($"{what}: median {before:F2} ms alone, {during:F2} ms beside them, {during / before:F2} times (bar 3)");
        Assert.IsLessThan(Math.Max(before, 1) * MostTimesSlower, during, what);
    }

    private void Write(FormattableString text) => TestContext.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
