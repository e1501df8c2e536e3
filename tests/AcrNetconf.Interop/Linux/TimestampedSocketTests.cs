using AcrNetconf.Interop.Support;
using AcrNetconf.Linux;
using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Interop.Linux;

/// <summary>Two namespaces joined by a veth pair; sockets of this process in both.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TimestampedSocketTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static NetworkNamespace s_blue = null!; // Set before every test by the class initialiser.
    private static NetworkNamespace s_green = null!;

    [ClassInitialize]
    public static void Connect(TestContext context)
    {
        s_blue = NetworkNamespace.Create("b");
        s_green = NetworkNamespace.Create("g");
        NetworkNamespace.Connect(s_blue, "vblue", ["10.77.0.1/24", "fd77::1/64"], s_green, "vgreen", ["10.77.0.2/24", "fd77::2/64"]);
    }

    [ClassCleanup]
    public static void Remove()
    {
        s_blue.Dispose();
        s_green.Dispose();
    }

    [TestMethod]
    [DataRow("10.77.0.1", "10.77.0.2", false, DisplayName = "IPv4, explicit keys")]
    [DataRow("fd77::1", "fd77::2", false, DisplayName = "IPv6, explicit keys")]
    [DataRow("10.77.0.1", "10.77.0.2", true, DisplayName = "IPv4, kernel counter")]
    [DataRow("fd77::1", "fd77::2", true, DisplayName = "IPv6, kernel counter")]
    public async Task Event_messages_are_stamped_on_both_sides(string left, string right, bool counter)
    {
        const int Count = 300;
        using TimestampedSocket a = Open(s_blue, left, counter);
        using TimestampedSocket b = Open(s_green, right, counter);
        RecordingSink sent = Attach(a);
        RecordingSink received = Attach(b);
        // The first packet waits for the neighbour's link address; a whole burst waiting would fill the send buffer.
        Assert.IsTrue(a.SendGeneral(PtpAddress.Parse(right), [0]));
        Assert.IsTrue(await Eventually.TrueAsync(() => received.Datagrams.TryDequeue(out _), s_limit));
        for (uint i = 0; i < Count; i++)
        {
            // Identifiers far from zero: the kernel's own counter could not be mistaken for them.
            Assert.IsTrue(a.SendEvent(new TransmitId(0xABC0_0000 + i), PtpAddress.Parse(right), BitConverter.GetBytes(i)));
        }

        Assert.IsTrue(await Eventually.TrueAsync(() => received.Datagrams.Count == Count && sent.Transmitted.Count == Count, s_limit), $"{a.Counters} {b.Counters}");
        foreach ((byte[] data, PtpAddress source, PacketTimestamp stamp, PtpChannel channel) in received.Datagrams)
        {
            PacketTimestamp departure = sent.Transmitted[new TransmitId(0xABC0_0000 + BitConverter.ToUInt32(data))];
            Assert.AreEqual((PtpAddress.Parse(left), PtpChannel.Event), (source, channel));
            Assert.IsInRange(0L, 50_000_000L, stamp.RealtimeNanoseconds - departure.RealtimeNanoseconds);
            // The carry to the raw clock keeps differences to far below the jitter of software stamps.
            Assert.AreEqual(stamp.RealtimeNanoseconds - departure.RealtimeNanoseconds, stamp.RawNanoseconds - departure.RawNanoseconds, 200_000L);
            Assert.AreEqual(0, stamp.HardwareNanoseconds);
        }

        Assert.AreEqual((Count, 0L, 0L), (a.Counters.EventSent, a.Counters.TransmitStampsMissing, b.Counters.ReceiveStampsMissing));
    }

    [TestMethod]
    public async Task Counter_and_stamps_agree_again_after_a_refused_send()
    {
        using TimestampedSocket a = Open(s_blue, "10.77.0.1", counter: true);
        RecordingSink sink = Attach(a);
        PtpAddress peer = PtpAddress.Parse("10.77.0.2");
        Assert.IsTrue(a.SendEvent(new TransmitId(1), peer, [1]));
        Assert.IsTrue(await Eventually.TrueAsync(() => sink.Transmitted.Count == 1, s_limit));
        Assert.IsFalse(a.SendEvent(new TransmitId(2), PtpAddress.Parse("203.0.113.1"), [2]));
        Assert.IsTrue(a.SendEvent(new TransmitId(3), peer, [3]));
        Assert.IsTrue(await Eventually.TrueAsync(() => sink.Transmitted.ContainsKey(new TransmitId(3)), s_limit));
        Assert.IsFalse(sink.Transmitted.ContainsKey(new TransmitId(2)));
        Assert.AreEqual(1, a.Counters.SendFailures);
    }

    [TestMethod]
    public async Task General_messages_go_to_the_general_port_unstamped()
    {
        using TimestampedSocket a = Open(s_blue, "10.77.0.1");
        using TimestampedSocket b = Open(s_green, "10.77.0.2");
        RecordingSink received = Attach(b);
        Assert.IsTrue(a.SendGeneral(PtpAddress.Parse("10.77.0.2"), [1, 2, 3]));
        Assert.IsTrue(await Eventually.TrueAsync(() => !received.Datagrams.IsEmpty, s_limit));
        (byte[] data, PtpAddress source, PacketTimestamp stamp, PtpChannel channel) = received.Datagrams.Single();
        Assert.AreEqual("010203", Convert.ToHexString(data));
        Assert.AreEqual((PtpAddress.Parse("10.77.0.1"), PtpChannel.General, true), (source, channel, stamp.IsNone));
    }

    [TestMethod]
    [DataRow("10.77.0.1", "10.77.0.2")]
    [DataRow("fd77::1", "fd77::2")]
    public void Dscp_and_ttl_are_seen_on_the_wire_and_change_while_running(string left, string right)
    {
        using TimestampedSocket a = Open(s_blue, left);
        using var probe = new HeaderProbe(s_green, PtpAddress.Parse(right), 319);
        foreach ((byte dscp, byte ttl) in new[] { ((byte)46, (byte)255), ((byte)0, (byte)1), ((byte)56, (byte)64) })
        {
            a.SetTrafficClass(dscp);
            a.SetTimeToLive(ttl);
            Assert.IsTrue(a.SendEvent(new TransmitId(dscp), PtpAddress.Parse(right), [dscp]));
            Assert.AreEqual((dscp, ttl), probe.ReceiveDscpAndTtl());
        }
    }

    [TestMethod]
    public async Task Stamp_that_never_comes_is_reported_missing()
    {
        // A veth has no hardware stamps: the kernel takes the request without a word and never answers it.
        using TimestampedSocket a = Open(s_blue, "10.77.0.1");
        RecordingSink sink = Attach(a);
        a.SetTimestampMode(TimestampMode.Hardware);
        Assert.IsTrue(a.SendEvent(new TransmitId(7), PtpAddress.Parse("10.77.0.2"), [1]));
        Assert.IsTrue(await Eventually.TrueAsync(() => !sink.Missing.IsEmpty, s_limit));
        CollectionAssert.AreEqual(new[] { new TransmitId(7) }, sink.Missing);
        Assert.AreEqual(1, a.Counters.TransmitStampsMissing);
        Assert.IsEmpty(sink.Transmitted);
    }

    [TestMethod]
    public void Refusals_are_sentences()
    {
        NetworkScope blue = NetworkScope.Resolve(s_blue.Name);
        Assert.AreEqual(
            $"address 10.77.9.9 is not configured on this host (namespace {s_blue.Name})",
            Assert.ThrowsExactly<LinuxException>(() => Open(s_blue, "10.77.9.9")).Message);
        Assert.AreEqual(
            "address 10.77.0.1 is not configured on this host",
            Assert.ThrowsExactly<LinuxException>(() => TimestampedSocket.Open(Options(NetworkScope.Host, "10.77.0.1"))).Message);
        using TimestampedSocket first = Open(s_blue, "10.77.0.1");
        LinuxException taken = Assert.ThrowsExactly<LinuxException>(() => Open(s_blue, "10.77.0.1"));
        Assert.AreEqual($"UDP port 319 of address 10.77.0.1 is in use by another program (namespace {s_blue.Name})", taken.Message);
        Assert.AreEqual((Errno.EADDRINUSE, "bind"), (taken.Errno, taken.Call));
        Assert.AreEqual(
            "VPN instance nowhere: neither a VRF device nor a network namespace of that name exists",
            Assert.ThrowsExactly<LinuxException>(() => NetworkScope.Resolve("nowhere")).Message);
        Assert.AreEqual(
            "VPN instance ../netns: neither a VRF device nor a network namespace of that name exists",
            Assert.ThrowsExactly<LinuxException>(() => NetworkScope.Resolve("../netns")).Message);
        StringAssert.StartsWith(Assert.ThrowsExactly<LinuxException>(() => NetworkScope.Resolve("lo")).Message, "VPN instance lo: device lo is not a VRF");
        Assert.AreEqual(
            $"device vblue has no hardware timestamping (namespace {s_blue.Name})",
            Assert.ThrowsExactly<LinuxException>(() => TimestampingProbe.EnableHardware(blue, "vblue")).Message);
        Assert.AreEqual(
            $"device eth9 does not exist (namespace {s_blue.Name})",
            Assert.ThrowsExactly<LinuxException>(() => TimestampingProbe.Query(blue, "eth9")).Message);
        Assert.AreEqual("clock /dev/ptp99 does not exist on this host", Assert.ThrowsExactly<LinuxException>(() => PhcClock.Open("/dev/ptp99")).Message);
        StringAssert.StartsWith(Assert.ThrowsExactly<LinuxException>(() => PhcClock.Open("/dev/null")).Message, "/dev/null is not a PTP hardware clock");
    }

    [TestMethod]
    public void Probe_answers_from_inside_the_namespace()
    {
        NetworkScope blue = NetworkScope.Resolve(s_blue.Name);
        Assert.AreEqual("vblue", TimestampingProbe.FindDevice(blue, PtpAddress.Parse("fd77::1")));
        Assert.AreEqual("vblue", TimestampingProbe.FindRouteDevice(blue, PtpAddress.Parse("10.77.0.1"), PtpAddress.Parse("10.77.0.2")));
        Assert.AreEqual("vblue", TimestampingProbe.FindRouteDevice(blue, PtpAddress.Parse("fd77::1"), PtpAddress.Parse("fd77::2")));
        Assert.IsNull(TimestampingProbe.FindRouteDevice(blue, PtpAddress.Parse("10.77.0.1"), PtpAddress.Parse("203.0.113.7")));
        Assert.AreEqual(new TimestampingCapabilities("vblue", true, true, false, false, null), TimestampingProbe.Query(blue, "vblue"));
    }

    [TestMethod]
    public async Task Lease_moves_an_open_port_from_one_owner_to_the_next()
    {
        var leases = new SocketLeases();
        var key = new SocketKey(NetworkScope.Resolve(s_blue.Name), PtpAddress.Parse("10.77.0.1"));
        using TimestampedSocket peer = Open(s_green, "10.77.0.2");
        Lease<TimestampedSocket> before = leases.Acquire(key);
        RecordingSink old = Attach(before.Resource);
        Lease<TimestampedSocket> after = leases.Acquire(key);
        RecordingSink successor = Attach(after.Resource);
        before.Resource.Detach(old);
        before.Dispose();
        Assert.IsTrue(peer.SendEvent(new TransmitId(1), PtpAddress.Parse("10.77.0.1"), [1]));
        Assert.IsTrue(await Eventually.TrueAsync(() => successor.Datagrams.Count == 1, s_limit));
        Assert.IsEmpty(old.Datagrams);
        after.Dispose();
        Assert.AreEqual(0, leases.Count);
        // The ports are free at once.
        leases.Acquire(key).Dispose();
    }

    [TestMethod]
    public void Thread_that_opened_elsewhere_stays_at_home()
    {
        using TimestampedSocket a = Open(s_blue, "10.77.0.1");
        _ = Assert.ThrowsExactly<LinuxException>(() => TimestampingProbe.FindDevice(NetworkScope.Host, PtpAddress.Parse("10.77.0.1")));
    }

    private static TimestampedSocketOptions Options(NetworkScope scope, string address, bool counter = false) =>
        new() { Key = new SocketKey(scope, PtpAddress.Parse(address)), ForceCounterKeys = counter };

    private static TimestampedSocket Open(NetworkNamespace where, string address, bool counter = false) =>
        TimestampedSocket.Open(Options(NetworkScope.Resolve(where.Name), address, counter));

    private static RecordingSink Attach(TimestampedSocket socket)
    {
        var sink = new RecordingSink();
        socket.Attach(sink);
        return sink;
    }
}
