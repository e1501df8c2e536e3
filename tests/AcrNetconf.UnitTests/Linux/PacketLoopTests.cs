using AcrNetconf.Linux;
using AcrNetconf.Linux.Loop;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Linux;

// One test counts allocations of the whole process.
[TestClass]
[DoNotParallelize]
public sealed class PacketLoopTests
{
    private static readonly PtpAddress Peer = PtpAddress.FromIPv4(0x0A000001);

    public TestContext TestContext { get; set; } = null!; // Set by the test runner.

    [TestMethod]
    public async Task Packets_stamps_and_requests_reach_the_handler_in_turn()
    {
        var handler = new RecordingHandler();
        await using var loop = new PacketLoop(handler, new FakeTimeProvider());
        loop.OnDatagram([1, 2], Peer, new PacketTimestamp(5, 6, 0), PtpChannel.Event);
        loop.OnTransmitted(new TransmitId(9), new PacketTimestamp(7, 8, 0));
        loop.OnTransmitTimestampMissing(new TransmitId(10));
        loop.Start();
        Assert.AreEqual(42, await loop.InvokeAsync(() => 42));
        await loop.DisposeAsync();
        CollectionAssert.AreEqual(new[] { "datagram 0102 Event 6", "transmitted 9 8", "missing 10" }, handler.Calls);
    }

    [TestMethod]
    public async Task Timer_comes_when_due_and_only_once()
    {
        var time = new FakeTimeProvider();
        var handler = new RecordingHandler();
        await using var loop = new PacketLoop(handler, time);
        loop.Start();
        _ = await loop.InvokeAsync(() => Set(loop, loop.Now + TimeSpan.FromMilliseconds(10)));
        await handler.IdleAsync(loop);
        time.Advance(TimeSpan.FromMilliseconds(9));
        await handler.IdleAsync(loop);
        Assert.IsEmpty(handler.Calls);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await handler.IdleAsync(loop);
        time.Advance(TimeSpan.FromSeconds(10));
        await handler.IdleAsync(loop);
        await loop.DisposeAsync();
        CollectionAssert.AreEqual(new[] { "timer" }, handler.Calls);
    }

    [TestMethod]
    public async Task Full_queue_drops_and_counts()
    {
        var handler = new RecordingHandler();
        await using var loop = new PacketLoop(handler, new FakeTimeProvider());
        for (int i = 0; i < 1030; i++)
        {
            loop.OnDatagram([1], Peer, default, PtpChannel.General);
        }

        loop.OnDatagram(new byte[1000], Peer, default, PtpChannel.General);
        Assert.AreEqual(7, loop.Dropped);
        loop.Start();
        _ = await loop.InvokeAsync(() => true);
        await handler.IdleAsync(loop);
        await loop.DisposeAsync();
        Assert.HasCount(1024, handler.Calls);
    }

    [TestMethod]
    public async Task Handler_that_throws_ends_the_loop_and_is_told()
    {
        await using var loop = new PacketLoop(new RecordingHandler { Fails = true }, new FakeTimeProvider());
        loop.Start();
        loop.OnDatagram([1], Peer, default, PtpChannel.General);
        InvalidOperationException failure = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => loop.Completion);
        Assert.AreEqual("broken", failure.Message);
        _ = await Assert.ThrowsExactlyAsync<ObjectDisposedException>(() => loop.InvokeAsync(() => 1));
    }

    [TestMethod]
    public async Task Handler_may_stop_the_loop_when_idle()
    {
        var handler = new RecordingHandler();
        await using var loop = new PacketLoop(handler, new FakeTimeProvider());
        handler.StopWhenIdle = loop;
        loop.Start();
        await loop.Completion.WaitAsync(TimeSpan.FromSeconds(10), TestContext.CancellationToken);
    }

    [TestMethod]
    public async Task Request_that_throws_answers_its_caller_only()
    {
        await using var loop = new PacketLoop(new RecordingHandler(), new FakeTimeProvider());
        loop.Start();
        _ = await Assert.ThrowsExactlyAsync<LinuxException>(() => loop.InvokeAsync<int>(() => throw new LinuxException(1, "test")));
        Assert.AreEqual(1, await loop.InvokeAsync(() => 1));
    }

    [TestMethod]
    public async Task Sleep_of_the_reader_is_the_timer()
    {
        var time = new FakeTimeProvider();
        var handler = new RecordingHandler();
        var reader = new Reader();
        await using var loop = new PacketLoop(handler, time);
        loop.Start();
        loop.OnAttached(reader);
        Assert.AreEqual(1, reader.Calls);
        Assert.AreEqual(-1, loop.OnWait(reader));
        _ = await loop.InvokeAsync(() => Set(loop, loop.Now + TimeSpan.FromMilliseconds(10)));
        Assert.AreEqual(2, reader.Calls, "asleep without end, it is called back");
        Assert.AreEqual(10_000_000, loop.OnWait(reader));
        _ = await loop.InvokeAsync(() => Set(loop, loop.Now + TimeSpan.FromMilliseconds(20)));
        Assert.AreEqual(2, reader.Calls, "later than its sleep is no reason to wake it");
        time.Advance(TimeSpan.FromMilliseconds(15));
        Assert.AreEqual(5_000_000, loop.OnWait(reader));
        Assert.IsEmpty(handler.Calls);
        time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.AreEqual(-1, loop.OnWait(reader));
        CollectionAssert.AreEqual(new[] { "timer" }, handler.Calls);

        // Without its reader the loop has a timer of its own again.
        _ = await loop.InvokeAsync(() => Set(loop, loop.Now + TimeSpan.FromMilliseconds(10)));
        loop.OnDetached(reader);
        time.Advance(TimeSpan.FromMilliseconds(10));
        CollectionAssert.AreEqual(new[] { "timer", "timer" }, handler.Calls);
    }

    [TestMethod]
    public async Task Packets_of_a_reader_are_handled_on_its_thread_and_requests_never_are()
    {
        var handler = new AskingHandler();
        var reader = new Reader();
        await using var loop = new PacketLoop(handler, TimeProvider.System);
        handler.Loop = loop;
        loop.Start();
        loop.OnAttached(reader);
        int readerThread = 0;
        var thread = new Thread(() =>
        {
            readerThread = Environment.CurrentManagedThreadId;
            loop.OnDatagram([1], Peer, default, PtpChannel.General);
            _ = loop.OnWait(reader);
        });
        thread.Start();
        thread.Join();
        Assert.AreEqual(readerThread, handler.PacketThread);
        Assert.AreNotEqual(readerThread, await handler.Answer!);
    }

    [TestMethod]
    public async Task Packets_take_no_memory()
    {
        var handler = new CountingHandler();
        await using var loop = new PacketLoop(handler, TimeProvider.System);
        loop.Start();
        byte[] packet = new byte[44];
        await FeedAsync(loop, handler, packet, 20_000);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        const int Count = 100_000;
        await FeedAsync(loop, handler, packet, Count);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        // A single object per packet would be 2.4 million octets at least; the waiting of this test itself takes a little.
        TestContext.WriteLine($"{(double)allocated / Count:F3} octets a packet");
        Assert.IsLessThan(400_000, allocated);
    }

    private static async Task FeedAsync(PacketLoop loop, CountingHandler handler, byte[] packet, int count)
    {
        int target = handler.Count + count;
        for (int i = 0; i < count; i++)
        {
            loop.OnDatagram(packet, Peer, new PacketTimestamp(i, i, 0), PtpChannel.Event);
            if (i % 256 == 255)
            {
                // Without it the queue would overflow by design.
                while (handler.Count < target - count + i + 1)
                {
                    await Task.Yield();
                }
            }
        }

        while (handler.Count < target)
        {
            await Task.Yield();
        }
    }

    private static bool Set(PacketLoop loop, MonotonicTime due)
    {
        loop.SetTimer(due);
        return true;
    }

    private sealed class Reader : IPacketWaker
    {
        public int Calls { get; private set; }

        public void Wake() => Calls++;
    }

    /// <summary>Asks the loop something while it handles a packet.</summary>
    private sealed class AskingHandler : IPacketLoopHandler
    {
        public PacketLoop? Loop { get; set; }

        public int PacketThread { get; private set; }

        public Task<int>? Answer { get; private set; }

        public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel, MonotonicTime now)
        {
            PacketThread = Environment.CurrentManagedThreadId;
            Answer = Loop?.InvokeAsync(() => Environment.CurrentManagedThreadId);
        }

        public void OnTransmitted(TransmitId id, in PacketTimestamp timestamp, MonotonicTime now)
        {
        }

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

    private sealed class CountingHandler : IPacketLoopHandler
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel, MonotonicTime now) =>
            Interlocked.Increment(ref _count);

        public void OnTransmitted(TransmitId id, in PacketTimestamp timestamp, MonotonicTime now)
        {
        }

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

    private sealed class RecordingHandler : IPacketLoopHandler
    {
        private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Fails { get; init; }

        public PacketLoop? StopWhenIdle { get; set; }

        public List<string> Calls { get; } = [];

        /// <summary>Waits until the loop has nothing left to do.</summary>
        public async Task IdleAsync(PacketLoop loop)
        {
            var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = await loop.InvokeAsync(() => _idle = idle);
            await idle.Task;
        }

        public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel, MonotonicTime now)
        {
            if (Fails)
            {
                throw new InvalidOperationException("broken");
            }

            Calls.Add($"datagram {Convert.ToHexString(datagram)} {channel} {timestamp.RawNanoseconds}");
        }

        public void OnTransmitted(TransmitId id, in PacketTimestamp timestamp, MonotonicTime now) => Calls.Add($"transmitted {id.Value} {timestamp.RawNanoseconds}");

        public void OnTransmitTimestampMissing(TransmitId id, MonotonicTime now) => Calls.Add($"missing {id.Value}");

        public void OnTimer(MonotonicTime now) => Calls.Add("timer");

        public void OnIdle(MonotonicTime now)
        {
            _idle.TrySetResult();
            StopWhenIdle?.RequestStop();
        }
    }
}
