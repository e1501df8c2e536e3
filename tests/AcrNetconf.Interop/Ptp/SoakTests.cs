using System.Collections.Concurrent;
using System.Globalization;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Interop.Support;
using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Interop.Ptp;

/// <summary>
/// Our client against every server there is, and our server with every client there is, all at once for minutes: they mostly wait. ACR_SOAK_SECONDS prolongs it
/// to the hour and beyond.
/// <code>
///   hub: our clients (10.92.k.1, fd92:k::1) ──── one veth pair each ──── spoke k: ptp4l or ptpd (10.92.k.2, fd92:k::2)
///   hub: our server  (10.92.k.1)            ────                    ──── spoke k: a client, ptp4l or ptpd
/// </code>
/// </summary>
[TestClass]
public sealed class SoakTests
{
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(60);

    private readonly List<NetworkNamespace> _spokes = [];

    public TestContext TestContext { get; set; } = null!; // set by the test runner

    private static TimeSpan Duration =>
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("ACR_SOAK_SECONDS"), CultureInfo.InvariantCulture, out int set) ? set : 110);

    [TestMethod]
    [Timeout(86_400_000, CooperativeCancellation = true)]
    public async Task Every_server_and_every_client_keep_their_contracts_without_a_gap()
    {
        using NetworkNamespace hub = NetworkNamespace.Create("h");
        var owned = new Stack<IAsyncDisposable>();
        try
        {
            for (int index = 1; index <= 11; index++)
            {
                _spokes.Add(Spoke(hub, index));
            }

            Own(owned, Ptp4l.StartServer(_spokes[0], "w"));
            Own(owned, Ptp4l.StartServer(_spokes[1], "w", transport: "UDPv6"));
            Own(owned, Ptp4l.StartServer(_spokes[2], "w"));
            Own(owned, Ptp4l.StartServer(_spokes[3], "w", transport: "UDPv6"));
            Own(owned, Ptpd.StartServer(_spokes[4], "w"));
            Own(owned, Ptpd.StartServer(_spokes[5], "w"));
            Ptp4l first = Ptp4l.StartServer(_spokes[6], "w");
            Own(owned, Ptpd.StartServer(_spokes[7], "w"));
            _spokes[7].IpInside("route", "add", "10.92.7.0/24", "via", "10.92.8.1");

            using Capture capture = await Capture.StartAsync(hub, "any");
            GrandmasterHost forPtp4l = Serve(owned, hub, "10.92.9.1", twoStep: false);
            GrandmasterHost twoStep = Serve(owned, hub, "10.92.10.1", twoStep: true);
            GrandmasterHost oneStep = Serve(owned, hub, "10.92.11.1", twoStep: false);
            Ptp4l ptp4l = Ptp4l.StartClient(_spokes[8], "w", "10.92.9.1");
            Own(owned, ptp4l);
            Ptpd ptpd = Ptpd.StartClient(_spokes[9], "w", "10.92.10.1");
            Own(owned, ptpd);
            Ptpd other = Ptpd.StartClient(_spokes[10], "w", "10.92.11.1");
            Own(owned, other);

            Peer[] peers =
            [
                await Peer.StartAsync(hub, "ptp4l IPv4 two-way", "10.92.1.1", ["10.92.1.2"], UnicastMode.TwoWay),
                await Peer.StartAsync(hub, "ptp4l IPv6 two-way", "fd92:2::1", ["fd92:2::2"], UnicastMode.TwoWay),
                await Peer.StartAsync(hub, "ptp4l IPv4 one-way", "10.92.3.1", ["10.92.3.2"], UnicastMode.OneWay),
                await Peer.StartAsync(hub, "ptp4l IPv6 one-way", "fd92:4::1", ["fd92:4::2"], UnicastMode.OneWay),
                await Peer.StartAsync(hub, "ptpd two-way", "10.92.5.1", ["10.92.5.2"], UnicastMode.TwoWay),
                await Peer.StartAsync(hub, "ptpd one-way", "10.92.6.1", ["10.92.6.2"], UnicastMode.OneWay),
            ];
            Peer dual = await Peer.StartAsync(hub, "ptp4l and ptpd", "10.92.7.1", ["10.92.7.2", "10.92.8.2"], UnicastMode.TwoWay);
            foreach (Peer peer in (Peer[])[.. peers, dual])
            {
                owned.Push(peer);
                Assert.IsTrue(await Eventually.TrueAsync(() => peer.IsMeasuring, s_start), peer.Describe());
            }

            Assert.IsTrue(await Eventually.TrueAsync(() => ptp4l.QueryMeanPathDelay() is not null, s_start), ptp4l.Process.Output);
            Assert.IsTrue(await Eventually.TrueAsync(() => ptpd.IsLocked() && other.IsLocked(), s_start), ptpd.Status + other.Status);
            foreach (Peer peer in peers)
            {
                await peer.BeginAsync();
            }

            await FailOverAsync(dual, first);
            await Task.Delay(Duration, TestContext.CancellationToken);

            foreach (Peer peer in peers)
            {
                await peer.AssertNoGapAsync();
                TestContext.WriteLine(peer.Describe());
            }

            await AssertServedAsync(forPtp4l, "ptp4l");
            await AssertServedAsync(twoStep, "ptpd of the two-step server");
            await AssertServedAsync(oneStep, "ptpd of the one-step server");
            Assert.IsTrue(ptpd.IsLocked() && other.IsLocked(), ptpd.Status + other.Status);
            Assert.IsNotNull(ptp4l.QueryMeanPathDelay());
            foreach (Peer peer in (Peer[])[.. peers, dual])
            {
                await peer.DisposeAsync();
            }

            capture.Stop();
            foreach (string source in peers.Append(dual).Select(peer => peer.Local).Concat(["10.92.9.1", "10.92.10.1", "10.92.11.1"]))
            {
                CollectionAssert.AreEqual(Array.Empty<string>(), capture.Complaints(source), source);
            }
        }
        finally
        {
            while (owned.TryPop(out IAsyncDisposable? thing))
            {
                await thing.DisposeAsync();
            }

            _spokes.ForEach(spoke => spoke.Dispose());
        }
    }

    /// <summary>The ptp4l of the pair dies; the ptpd takes over, with timing, and the servo is not reset.</summary>
    private static async Task FailOverAsync(Peer dual, Ptp4l first)
    {
        Assert.AreEqual((byte?)1, dual.Driver.Status.Slave.TraceSource, dual.Describe());
        first.Dispose();
        Assert.IsTrue(await Eventually.TrueAsync(() => dual.Driver.Status.Slave.TraceSource == 2, TimeSpan.FromSeconds(15)), dual.Describe());
        long samples = dual.Driver.Status.Slave.Servo.ForwardSamples;
        Assert.IsTrue(await Eventually.TrueAsync(() => dual.Driver.Status.Slave.Servo.ForwardSamples > samples + 20, TimeSpan.FromSeconds(15)), dual.Describe());
        Assert.AreEqual(0, dual.Driver.Status.Slave.ServoResets);
    }

    private static async Task AssertServedAsync(GrandmasterHost host, string client)
    {
        GrandmasterClientStatus status = (await host.GetClientsAsync()).Single();
        Assert.IsTrue(status is { AnnounceInterval: not null, SyncInterval: not null, DelayRespInterval: not null, Denials: 0 }, $"{client}: {status}");
        Assert.IsGreaterThan(Duration.TotalSeconds, status.DelayRespsSent, $"{client}: {status}");
    }

    private static NetworkNamespace Spoke(NetworkNamespace hub, int index)
    {
        NetworkNamespace spoke = NetworkNamespace.Create("k");
        NetworkNamespace.Connect(hub, $"h{index}", [$"10.92.{index}.1/24", $"fd92:{index}::1/64"], spoke, "w", [$"10.92.{index}.2/24", $"fd92:{index}::2/64"]);
        return spoke;
    }

    private static GrandmasterHost Serve(Stack<IAsyncDisposable> owned, NetworkNamespace where, string address, bool twoStep)
    {
        // Version 2.1 goes with one-step here.
        var options = new GrandmasterOptions { Listen = [PtpAddress.Parse(address)], TwoStep = twoStep, MinorVersion = (byte)(twoStep ? 0 : 1) };
        var host = new GrandmasterHost(
            options.ToSettings(options.Listen[0]),
            new TimestampedSocketOptions { Key = new SocketKey(NetworkScope.Resolve(where.Name), options.Listen[0]) },
            TimeProvider.System);
        host.Start();
        owned.Push(host);
        return host;
    }

    private static void Own(Stack<IAsyncDisposable> owned, IDisposable thing) => owned.Push(new Owned(thing));

    private sealed class Owned(IDisposable thing) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            thing.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Our client in one topology, with what must not happen to it.</summary>
    private sealed class Peer : IAsyncDisposable
    {
        private readonly string _name;
        private readonly ConcurrentQueue<PtpEvent> _events = new();
        private TelecomSlaveStatus _before = null!; // set by BeginAsync

        private Peer(NetworkNamespace hub, string name, string local, string[] servers, UnicastMode mode)
        {
            _name = name;
            Local = local;
            Driver = new DriverHarness(hub).Create(DriverHarness.Settings(local, servers, mode), new AdaptiveServo(new ServoSettings()), _events.Enqueue);
        }

        public TelecomSlaveDriver Driver { get; }

        public string Local { get; }

        public bool IsMeasuring => Driver.Status.Slave is { TraceSource: 1, Servo.ForwardSamples: > 20 } slave
            && (slave.Mode == UnicastMode.OneWay || slave.Servo.ReverseSamples > 20);

        public static async Task<Peer> StartAsync(NetworkNamespace hub, string name, string local, string[] servers, UnicastMode mode)
        {
            var peer = new Peer(hub, name, local, servers, mode);
            await peer.Driver.StartAsync();
            return peer;
        }

        public async Task BeginAsync()
        {
            _before = (await Driver.QueryStatusAsync()).Slave;
            _events.Clear();
        }

        public async Task AssertNoGapAsync()
        {
            TelecomSlaveStatus after = (await Driver.QueryStatusAsync()).Slave;
            ServerStatus server = after.Servers[0];
            Assert.IsFalse(_events.Any(change => change is PtpEvent.PtsfChanged or PtpEvent.TraceSourceChanged or PtpEvent.NegotiationChanged), Describe());
            Assert.AreEqual(0, server.Announce.Lapses + server.Sync.Lapses + server.DelayResp.Lapses, Describe());
            Assert.IsGreaterThan(_before.Servers[0].Sync.GrantsReceived, server.Sync.GrantsReceived, "renewed at least once");
            // Grants of these servers are 16 a second, ptp4l's 8: half of the slower is no gap of any size.
            Assert.IsGreaterThan(4 * Duration.TotalSeconds, after.Servo.ForwardSamples - _before.Servo.ForwardSamples, Describe());
            DropReason[] reasons = [.. server.Packets.Drops.Select(drop => drop.Reason).Except([DropReason.Unpaired, DropReason.Reordered, DropReason.UnmatchedDelayResp, DropReason.NotGranted, DropReason.RateExceeded])];
            Assert.IsEmpty(reasons, Describe());
        }

        public string Describe()
        {
            TelecomSlaveStatus slave = Driver.Status.Slave;
            return $"{_name}: {slave.Servo.State}, {slave.Servo.ForwardSamples} + {slave.Servo.ReverseSamples} samples, "
                + $"uncertainty {slave.Servo.FrequencyUncertaintyPpb:F1} ppb; "
                + string.Join("; ", slave.Servers.Select(server => $"{server.Id} {server.NegotiationState} {server.LastError}, sync {server.Sync.State} granted {server.Sync.GrantsReceived} times, lapses {server.Sync.Lapses}, "
                    + $"drops {string.Join(' ', server.Packets.Drops.Select(drop => $"{drop.Reason}={drop.Count}"))}"))
                + "; " + string.Join(", ", _events.TakeLast(5));
        }

        public ValueTask DisposeAsync() => Driver.DisposeAsync();
    }
}
