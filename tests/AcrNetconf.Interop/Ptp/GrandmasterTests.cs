using AcrNetconf.Agent.Hosting;
using AcrNetconf.Interop.Support;
using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Interop.Ptp;

/// <summary>Our test grandmaster as a server to other people's clients.</summary>
[TestClass]
public sealed class GrandmasterTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private static NetworkNamespace s_client = null!; // Set by the class initialiser.
    private static NetworkNamespace s_server = null!;

    [ClassInitialize]
    public static void Connect(TestContext context)
    {
        s_client = NetworkNamespace.Create("c");
        s_server = NetworkNamespace.Create("s");
        NetworkNamespace.Connect(s_client, "vclient", ["10.81.0.1/24", "fd81::1/64"], s_server, "vserver", ["10.81.0.2/24", "fd81::2/64"]);
    }

    [ClassCleanup]
    public static void Remove()
    {
        s_client.Dispose();
        s_server.Dispose();
    }

    [TestMethod]
    [DataRow("UDPv4", "10.81.0.2", true, 0)]
    [DataRow("UDPv4", "10.81.0.2", false, 1)]
    [DataRow("UDPv6", "fd81::2", true, 1)]
    public async Task Ptp4l_client_measures_it(string transport, string address, bool twoStep, int minorVersion)
    {
        const double OffsetPpb = 200_000;
        using Capture capture = await Capture.StartAsync(s_server, "vserver");
        await using GrandmasterHost host = Open(new GrandmasterOptions
        {
            Listen = [PtpAddress.Parse(address)], TwoStep = twoStep, MinorVersion = (byte)minorVersion, OffsetPpb = OffsetPpb,
        });
        using Ptp4l client = Ptp4l.StartClient(s_client, "vclient", address, transport: transport);
        // A measured path delay says that Sync, Follow_Up and Delay_Resp arrive and fit together.
        double? delay = null;
        Assert.IsTrue(await Eventually.TrueAsync(() => (delay = client.QueryMeanPathDelay()) is not null, s_limit), client.Process.Output);
        Assert.IsInRange(twoStep ? 0 : -1e6, 1e6, delay.GetValueOrDefault());
        // It steers nothing, so it keeps seeing how much faster we are. Its estimate takes two seconds of stamps that a busy host makes late.
        Assert.IsTrue(await Eventually.TrueAsync(() => Math.Abs((client.FrequencyPpb ?? 0) + OffsetPpb) < 0.25 * OffsetPpb, s_limit), client.Process.Output);
        GrandmasterClientStatus status = (await host.GetClientsAsync()).Single();
        Assert.IsNotNull(status.AnnounceInterval);
        Assert.IsNotNull(status.SyncInterval);
        Assert.IsNotNull(status.DelayRespInterval);
        Assert.IsGreaterThan(0, status.DelayRespsSent);
        await host.DisposeAsync();
        capture.Stop();
        CollectionAssert.AreEqual(Array.Empty<string>(), capture.Complaints(address));
    }

    [TestMethod]
    public async Task Denied_announce_keeps_ptp4l_away()
    {
        await using GrandmasterHost host = Open("10.81.0.2", twoStep: true, GrandmasterFaults.DenyAnnounce);
        using Ptp4l client = Ptp4l.StartClient(s_client, "vclient", "10.81.0.2");
        IReadOnlyList<GrandmasterClientStatus> clients = [];
        Assert.IsTrue(await Eventually.TrueAsync(() => (clients = host.GetClientsAsync().GetAwaiter().GetResult()) is [{ Denials: >= 3 }], s_limit), client.Process.Output);
        Assert.AreEqual((0L, 0L), (clients[0].AnnouncesSent, clients[0].SyncsSent));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Our_client_sees_its_frequency_offset_over_loopback(bool twoStep)
    {
        const double OffsetPpb = 100_000;
        var options = new GrandmasterOptions { Listen = [PtpAddress.Parse("127.0.0.2")], TwoStep = twoStep, OffsetPpb = OffsetPpb };
        await using GrandmasterHost host = Open(options);
        var servo = new CountingServo();
        var harness = new DriverHarness(s_server);
        await using TelecomSlaveDriver driver = harness.Create(DriverHarness.Settings("127.0.0.1", ["127.0.0.2"]), servo);
        await driver.StartAsync();
        Assert.IsTrue(await Eventually.TrueAsync(() => servo.Status is { ForwardSamples: > 100, ReverseSamples: > 100 }, s_limit), driver.Status.ToString());
        // Nothing steers our clock, so the delay falls by 100 µs a second forward and rises as much in reverse.
        Assert.AreEqual(-OffsetPpb, SlopePpb(servo.Snapshot(PacketDirection.Forward)), 0.1 * OffsetPpb);
        Assert.AreEqual(OffsetPpb, SlopePpb(servo.Snapshot(PacketDirection.Reverse)), 0.1 * OffsetPpb);
    }

    /// <summary>From the smallest delay of the first third to the smallest of the last.</summary>
    private static double SlopePpb(TimingSample[] samples)
    {
        (long At, long Delay)[] points = [.. samples.Select(sample => (
            sample.Local.Nanoseconds,
            (sample.Direction == PacketDirection.Forward ? sample.Local - sample.Remote : sample.Remote - sample.Local).Nanoseconds))];
        // Detrended by the true slope first, or the minimum would only find the end of the window.
        double sign = samples[0].Direction == PacketDirection.Forward ? -1 : 1;
        (long At, long Delay) Lowest(IEnumerable<(long At, long Delay)> part) => part.MinBy(point => point.Delay - (long)(sign * 1e-4 * (point.At - points[0].At)));
        (long At, long Delay) first = Lowest(points.Take(points.Length / 3));
        (long At, long Delay) last = Lowest(points.Skip(points.Length * 2 / 3));
        return (last.Delay - first.Delay) * 1e9 / (last.At - first.At);
    }

    private static GrandmasterHost Open(string address, bool twoStep, GrandmasterFaults faults = GrandmasterFaults.None)
    {
        return Open(new GrandmasterOptions { Listen = [PtpAddress.Parse(address)], TwoStep = twoStep, Faults = faults });
    }

    private static GrandmasterHost Open(GrandmasterOptions options)
    {
        var host = new GrandmasterHost(
            options.ToSettings(options.Listen[0]),
            new TimestampedSocketOptions { Key = new SocketKey(NetworkScope.Resolve(s_server.Name), options.Listen[0]) },
            TimeProvider.System);
        host.Start();
        return host;
    }
}
