using AcrNetconf.Agent.Hosting;
using AcrNetconf.Interop.Support;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Interop.Ptp;

/// <summary>The client on real sockets against ptp4l as grandmaster, each in its own namespace.</summary>
[TestClass]
public sealed class TelecomSlaveDriverTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static NetworkNamespace s_client = null!; // Set by the class initialiser.
    private static NetworkNamespace s_server = null!;

    [ClassInitialize]
    public static void Connect(TestContext context)
    {
        s_client = NetworkNamespace.Create("c");
        s_server = NetworkNamespace.Create("s");
        NetworkNamespace.Connect(s_client, "vclient", ["10.79.0.1/24", "fd79::1/64"], s_server, "vserver", ["10.79.0.2/24", "fd79::2/64"]);
    }

    [ClassCleanup]
    public static void Remove()
    {
        s_client.Dispose();
        s_server.Dispose();
    }

    [TestMethod]
    [DataRow("UDPv4", "10.79.0.1", "10.79.0.2")]
    [DataRow("UDPv6", "fd79::1", "fd79::2")]
    public async Task Client_gets_its_grants_from_ptp4l_and_feeds_the_servo(string transport, string local, string remote)
    {
        using Capture capture = await Capture.StartAsync(s_client, "vclient");
        using Ptp4l server = Ptp4l.StartServer(s_server, "vserver", transport: transport);
        var servo = new CountingServo();
        var harness = new DriverHarness(s_client);
        await using TelecomSlaveDriver driver = harness.Create(DriverHarness.Settings(local, [remote]), servo);
        await driver.StartAsync();
        Assert.IsTrue(await Eventually.TrueAsync(() => servo.Status is { ForwardSamples: > 40, ReverseSamples: > 40 }, s_limit), $"{driver.Status}\n{server.Process.Output}");

        DriverStatus status = await driver.QueryStatusAsync();
        ServerStatus traced = status.Slave.Servers[0];
        Assert.AreEqual((byte?)1, status.Slave.TraceSource);
        Assert.IsTrue(traced.Announce.IsInForce && traced.Sync.IsInForce && traced.DelayResp.IsInForce);
        // Both ends stamp with this host's clocks: the delays of a veth pair are microseconds, and add up to something positive.
        long forward = Median(servo.Snapshot(PacketDirection.Forward));
        long reverse = Median(servo.Snapshot(PacketDirection.Reverse));
        Assert.IsInRange(0L, 2_000_000L, forward + reverse);
        Assert.AreEqual((0L, 0L), (status.Socket.TransmitStampsMissing, status.Socket.ReceiveStampsMissing));

        await driver.StopAsync();
        Assert.AreEqual(0, harness.Sockets.Count);
        capture.Stop();
        CollectionAssert.AreEqual(Array.Empty<string>(), capture.Complaints(local));
        string[] sent = capture.Read(local, "ptp.v2.messagetype", "ptp.v2.sig.tlv.tlvType", transport == "UDPv4" ? "ip.dsfield.dscp" : "ipv6.tclass.dscp");
        Assert.IsTrue(Array.Exists(sent, line => line.StartsWith("0x1\t", StringComparison.Ordinal) || line.StartsWith("0x01\t", StringComparison.Ordinal)), string.Join('\n', sent.Take(5)));
        Assert.IsTrue(Array.TrueForAll(sent, line => line.EndsWith("\t46", StringComparison.Ordinal)), string.Join('\n', sent.Take(5)));
    }

    [TestMethod]
    public async Task Reconfiguration_keeps_the_sockets_and_a_new_domain_relocks()
    {
        using Ptp4l server = Ptp4l.StartServer(s_server, "vserver");
        var servo = new CountingServo();
        var harness = new DriverHarness(s_client);
        DriverSettings settings = DriverHarness.Settings("10.79.0.1", ["10.79.0.2"]);
        await using TelecomSlaveDriver driver = harness.Create(settings, servo);
        await driver.StartAsync();
        Assert.IsTrue(await Eventually.TrueAsync(() => servo.Status.ReverseSamples > 10, s_limit), driver.Status.ToString());
        long requests = (await driver.QueryStatusAsync()).Slave.Servers[0].Sync.RequestsSent;

        // DSCP: nothing is asked again, and the packets carry it.
        using (Capture capture = await Capture.StartAsync(s_client, "vclient"))
        {
            Assert.AreEqual(SettingsImpact.None, await driver.ReconfigureAsync(settings with { Dscp = 10 }, harness.Lease("10.79.0.1")));
            Assert.AreEqual(requests, driver.Status.Slave.Servers[0].Sync.RequestsSent);
            long samples = servo.Status.ReverseSamples;
            Assert.IsTrue(await Eventually.TrueAsync(() => servo.Status.ReverseSamples > samples + 20, s_limit));
            capture.Stop();
            string[] marks = capture.Read("10.79.0.1", "ip.dsfield.dscp");
            Assert.AreEqual("10", marks[^1]);
        }

        // A domain the server does not speak: grants are cancelled, and nothing more comes.
        DriverSettings foreign = settings with { Slave = settings.Slave with { Domain = 9 } };
        Assert.AreEqual(SettingsImpact.Relock, await driver.ReconfigureAsync(foreign, null));
        ServerStatus restarted = driver.Status.Slave.Servers[0];
        Assert.IsFalse(restarted.Sync.IsInForce);
        Assert.AreEqual(SettingsImpact.Relock, await driver.ReconfigureAsync(settings, null));
        long before = servo.Status.ForwardSamples;
        Assert.IsTrue(await Eventually.TrueAsync(() => servo.Status.ForwardSamples > before + 10, s_limit), $"{driver.Status}\n{server.Process.Output}");
        Assert.AreEqual(1, harness.Sockets.Count);
    }

    [TestMethod]
    public async Task Traced_server_that_falls_silent_is_left_for_the_other()
    {
        using NetworkNamespace second = NetworkNamespace.Create("t");
        NetworkNamespace.Connect(s_client, "vsecond", ["10.80.0.1/24"], second, "vother", ["10.80.0.2/24"]);
        second.IpInside("route", "add", "10.79.0.0/24", "via", "10.80.0.1");
        using Ptp4l first = Ptp4l.StartServer(s_server, "vserver");
        using Ptp4l other = Ptp4l.StartServer(second, "vother");
        var servo = new CountingServo();
        var harness = new DriverHarness(s_client);
        await using TelecomSlaveDriver driver = harness.Create(DriverHarness.Settings("10.79.0.1", ["10.79.0.2", "10.80.0.2"]), servo);
        await driver.StartAsync();
        Assert.IsTrue(await Eventually.TrueAsync(() => driver.Status.Slave.TraceSource == 1 && servo.Status.ReverseSamples > 10, s_limit), driver.Status.ToString());
        s_server.SetLink("vserver", up: false);
        try
        {
            Assert.IsTrue(await Eventually.TrueAsync(() => driver.Status.Slave.TraceSource == 2, s_limit), driver.Status.ToString());
            long samples = servo.Status.ForwardSamples;
            Assert.IsTrue(await Eventually.TrueAsync(() => servo.Status.ForwardSamples > samples + 10, s_limit), driver.Status.ToString());
        }
        finally
        {
            s_server.SetLink("vserver", up: true);
        }
    }

    private static long Median(TimingSample[] samples)
    {
        long[] delays = [.. samples.Select(sample => (sample.Direction == PacketDirection.Forward ? sample.Local - sample.Remote : sample.Remote - sample.Local).Nanoseconds).Order()];
        return delays[delays.Length / 2];
    }
}
