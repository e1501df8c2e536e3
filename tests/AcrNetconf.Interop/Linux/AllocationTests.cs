using AcrNetconf.Interop.Support;
using AcrNetconf.Linux;
using AcrNetconf.Linux.Loop;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Interop.Linux;

/// <summary>Socket, reader thread, queue and loop together, over the loopback device of a namespace.</summary>
[TestClass]
[DoNotParallelize]
public sealed class AllocationTests
{
    private const int Packets = 20_000;

    public TestContext TestContext { get; set; } = null!; // Set by the test runner.

    [TestMethod]
    public async Task Sending_and_receiving_with_stamps_takes_no_memory()
    {
        using NetworkNamespace here = NetworkNamespace.Create("a");
        NetworkScope scope = NetworkScope.Resolve(here.Name);
        using TimestampedSocket sender = TimestampedSocket.Open(new TimestampedSocketOptions { Key = new SocketKey(scope, PtpAddress.Parse("127.0.0.1")) });
        // As a client reads: some packets are waited for, others gather.
        using TimestampedSocket receiver = TimestampedSocket.Open(
            new TimestampedSocketOptions { Key = new SocketKey(scope, PtpAddress.Parse("127.0.0.2")), Gather = TimeSpan.FromMilliseconds(1) });
        var counter = new Counter();
        await using var loop = new PacketLoop(counter, TimeProvider.System);
        loop.Start();
        sender.Attach(loop);
        receiver.Attach(loop);
        Send(sender, counter, 2_000);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Send(sender, counter, Packets);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.WriteLine($"{allocated} octets for {Packets} packets");
        // The smallest object is 24 octets: anything allocated per packet would show at once.
        Assert.IsLessThan(24L * Packets / 10, allocated);
        Assert.AreEqual((0L, 0L), (sender.Counters.TransmitStampsMissing, receiver.Counters.KernelDrops));
    }

    private static void Send(TimestampedSocket sender, Counter counter, int count)
    {
        PtpAddress peer = PtpAddress.Parse("127.0.0.2");
        Span<byte> packet = stackalloc byte[44];
        int received = counter.Received;
        int stamped = counter.Stamped;
        for (int i = 1; i <= count; i++)
        {
            if (!sender.SendEvent(new TransmitId((uint)i), peer, packet))
            {
                Assert.Fail("the host refused to send");
            }

            if (i % 64 == 0 || i == count)
            {
                Assert.IsTrue(SpinWait.SpinUntil(new Wait(counter, received + i, stamped + i).IsOver, 5000), $"{sender.Counters}");
            }
        }
    }

    private sealed class Wait(Counter counter, int received, int stamped)
    {
        public bool IsOver() => counter.Received >= received && counter.Stamped >= stamped;
    }

    private sealed class Counter : IPacketLoopHandler
    {
        private int _received;
        private int _stamped;

        public int Received => Volatile.Read(ref _received);

        public int Stamped => Volatile.Read(ref _stamped);

        public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel, MonotonicTime now) =>
            Interlocked.Increment(ref _received);

        public void OnTransmitted(TransmitId id, in PacketTimestamp timestamp, MonotonicTime now) => Interlocked.Increment(ref _stamped);

        public void OnTransmitTimestampMissing(TransmitId id, MonotonicTime now)
        {
        }

        public void OnTimer(MonotonicTime now)
        {
        }

        public void OnIdle(MonotonicTime now)
        {
        }
    }
}
