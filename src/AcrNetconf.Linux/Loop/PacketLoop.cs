using System.Threading.Channels;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux.Loop;

/// <summary>The one loop that owns a sans-IO protocol core: packets, one timer and requests reach the handler in turn.</summary>
/// <remarks>
/// <code>
///  socket reader ──▶ PacketQueue (full: drop, count) ─┐               its sleep is the timer
///  InvokeAsync   ──▶ bounded channel (full: wait)    ─┼─▶ turn ─▶ IPacketLoopHandler
///  TimeProvider timer, while no reader is attached ───┘
/// </code>
/// The loop has no thread of its own. Whoever brings work takes the turn and serves everything that waits; who comes while a turn is taken
/// leaves the work to it and goes. So a packet costs no change of threads, nobody ever waits for a lock, and the handler still sees one call at a
/// time. Requests are never served on a reader thread, because they may close the reader. Nothing is allocated per packet or timer. A handler that
/// throws ends the loop: <see cref="Completion"/> carries the exception. A request that throws answers its caller.
/// </remarks>
public sealed class PacketLoop : IPacketSink, IThreadPoolWorkItem, IAsyncDisposable
{
    private const int QueueCapacity = 1024;
    private const int RequestCapacity = 64;

    // Packets handled before requests and the timer get a turn.
    private const int BatchLimit = 128;
    private const long LeastSleepNanoseconds = 100_000;

    private readonly IPacketLoopHandler _handler;
    private readonly TimeProvider _time;
    private readonly double _nanosecondsPerTick;
    private readonly long _origin;
    private readonly PacketQueue _queue = new(QueueCapacity);
    private readonly Channel<Action> _requests = Channel.CreateBounded<Action>(new BoundedChannelOptions(RequestCapacity) { SingleReader = true });
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IPacketWaker? _reader;
    private long _due = MonotonicTime.Never.Nanoseconds;
    private long _asleepUntil = MonotonicTime.Never.Nanoseconds;
    private long _armed = MonotonicTime.Never.Nanoseconds;
    private int _work;
    private volatile bool _stopping;
    private volatile bool _isAsked;
    private bool _isFinished;
    private int _started;

    /// <summary>A loop at rest; <see cref="Start"/> sets it going.</summary>
    public PacketLoop(IPacketLoopHandler handler, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(time);
        _handler = handler;
        _time = time;
        _nanosecondsPerTick = 1e9 / time.TimestampFrequency;
        // The system's ticks are nanoseconds since boot and stay as they are; others may count 100 ns since year one, which is past 64 bits of nanoseconds.
        _origin = time.TimestampFrequency == 1_000_000_000 ? 0 : time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((PacketLoop)state!).OnTimerFired(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The monotonic clock the core's timeouts are measured on. Any thread.</summary>
    public MonotonicTime Now
    {
        get
        {
            long ticks = _time.GetTimestamp() - _origin;
            return new MonotonicTime(_time.TimestampFrequency == 1_000_000_000 ? ticks : (long)(ticks * _nanosecondsPerTick));
        }
    }

    /// <summary>Ends when the loop has stopped; faults when a handler threw.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Packets dropped because the loop did not keep up.</summary>
    public long Dropped => _queue.Dropped;

    /// <summary>Begins; once.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            TakeTurn(Visitor.Anybody);
        }
    }

    /// <summary>Loop only: <see cref="IPacketLoopHandler.OnTimer"/> comes at or soon after <paramref name="due"/>.</summary>
    public void SetTimer(MonotonicTime due) => Volatile.Write(ref _due, due.Nanoseconds);

    /// <summary>Loop only: no timer call until the next <see cref="SetTimer"/>.</summary>
    public void CancelTimer() => SetTimer(MonotonicTime.Never);

    /// <summary>Loop only: forget received packets not handled yet; they belong to a socket or clock that is gone.</summary>
    public void DiscardPackets() => _queue.Clear();

    /// <summary>End after what is being handled. Any thread.</summary>
    public void RequestStop()
    {
        _stopping = true;
        TakeTurn(Visitor.Anybody);
    }

    /// <summary>Runs <paramref name="request"/> on the loop and hands its result or exception to the caller.</summary>
    /// <exception cref="ObjectDisposedException">The loop has ended.</exception>
    public async Task<T> InvokeAsync<T>(Func<T> request)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _requests.Writer.WriteAsync(() => Answer(request, answer));
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PacketLoop));
        }

        _isAsked = true;
        TakeTurn(Visitor.Anybody);
        return await answer.Task;

        void Answer(Func<T> request, TaskCompletionSource<T> answer)
        {
            try
            {
                ObjectDisposedException.ThrowIf(Completion.IsCompleted, this);
                answer.SetResult(request());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        }
    }

    /// <inheritdoc/>
    public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PacketTimestamp timestamp, PtpChannel channel)
    {
        _ = _queue.TryAddDatagram(datagram, source, timestamp, channel);
        TakeTurnWithoutReader();
    }

    /// <inheritdoc/>
    public void OnTransmitted(TransmitId id, PacketTimestamp timestamp)
    {
        _ = _queue.TryAddTransmit(PacketKind.Transmitted, id, timestamp);
        TakeTurnWithoutReader();
    }

    /// <inheritdoc/>
    public void OnTransmitTimestampMissing(TransmitId id)
    {
        _ = _queue.TryAddTransmit(PacketKind.Missing, id, default);
        TakeTurnWithoutReader();
    }

    /// <inheritdoc/>
    public void OnAttached(IPacketWaker reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Volatile.Write(ref _asleepUntil, MonotonicTime.Never.Nanoseconds);
        _reader = reader;
        reader.Wake();
    }

    /// <inheritdoc/>
    public void OnDetached(IPacketWaker reader)
    {
        if (_reader == reader)
        {
            _reader = null;
            TakeTurn(Visitor.Anybody);
        }
    }

    /// <inheritdoc/>
    public long OnWait(IPacketWaker reader)
    {
        bool isOurs = reader == _reader;
        TakeTurn(isOurs ? Visitor.OurReader : Visitor.OtherReader);
        if (!isOurs)
        {
            return -1;
        }

        // Published before the last look: a turn that moves the timer closer after that look sees it and wakes us.
        long due = Interlocked.Read(ref _due);
        Interlocked.Exchange(ref _asleepUntil, due);
        long sooner = Interlocked.Read(ref _due);
        if (sooner == MonotonicTime.Never.Nanoseconds)
        {
            return -1;
        }

        // Zero would spin while another thread has the turn.
        return Math.Max(sooner - Now.Nanoseconds, LeastSleepNanoseconds);
    }

    /// <summary>Requests that came while a reader had the turn.</summary>
    void IThreadPoolWorkItem.Execute() => TakeTurn(Visitor.Anybody);

    /// <summary>Stops the loop and waits for it; a loop that never began just ends. Does not throw what a handler threw: see <see cref="Completion"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        RequestStop();
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            Finish(null);
        }

        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _timer.DisposeAsync();
    }

    // A reader takes its turn once for everything it has read, when it is about to sleep.
    private void TakeTurnWithoutReader()
    {
        if (_reader is null)
        {
            TakeTurn(Visitor.Anybody);
        }
    }

    /// <summary>Serves everything that waits, unless somebody else does already: then that turn is made to look again.</summary>
    private void TakeTurn(Visitor visitor)
    {
        if (Volatile.Read(ref _started) == 0 || Interlocked.Increment(ref _work) != 1)
        {
            return;
        }

        int seen;
        do
        {
            seen = Volatile.Read(ref _work);
            try
            {
                Serve(visitor);
            }
            catch (Exception e)
            {
                Finish(e);
            }
        }
        while (Interlocked.Add(ref _work, -seen) != 0);

        if (visitor != Visitor.Anybody && _isAsked)
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Serve(Visitor visitor)
    {
        if (_isFinished)
        {
            RefuseRequests();
            return;
        }

        bool more;
        do
        {
            more = HandlePackets();
            if (visitor == Visitor.Anybody)
            {
                HandleRequests();
            }

            HandleTimer();
        }
        while (more && !_stopping);

        if (!_stopping)
        {
            _handler.OnIdle(Now);
            Arm(visitor);
        }

        if (_stopping)
        {
            Finish(null);
        }
    }

    private bool HandlePackets()
    {
        for (int i = 0; i < BatchLimit && !_stopping; i++)
        {
            if (!_queue.TryPeek(out PacketQueue.Entry entry, out ReadOnlySpan<byte> datagram))
            {
                return false;
            }

            MonotonicTime now = Now;
            switch (entry.Kind)
            {
                case PacketKind.Datagram:
                    _handler.OnDatagram(datagram, entry.Source, entry.Timestamp, entry.Channel, now);
                    break;
                case PacketKind.Transmitted:
                    _handler.OnTransmitted(entry.Id, entry.Timestamp, now);
                    break;
                default:
                    _handler.OnTransmitTimestampMissing(entry.Id, now);
                    break;
            }

            _queue.Advance();
        }

        return !_stopping;
    }

    private void HandleRequests()
    {
        // Taken back before the look: whoever asks after it says so again.
        _isAsked = false;
        while (!_stopping && _requests.Reader.TryRead(out Action? request))
        {
            request();
        }
    }

    private void HandleTimer()
    {
        if (!_stopping && Now is var now && now.Nanoseconds >= _due)
        {
            _due = MonotonicTime.Never.Nanoseconds;
            _handler.OnTimer(now);
        }
    }

    private void Arm(Visitor visitor)
    {
        if (_reader is { } reader)
        {
            // The reader itself asks before it sleeps; this is for turns taken by others while it does. The fence orders our timer before its sleep.
            Interlocked.MemoryBarrier();
            if (visitor != Visitor.OurReader && _due < Interlocked.Read(ref _asleepUntil))
            {
                reader.Wake();
            }

            return;
        }

        if (_due == _armed)
        {
            return;
        }

        _armed = _due;
        if (_due == MonotonicTime.Never.Nanoseconds)
        {
            _ = _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // Timers count whole milliseconds and round down: rounding up first wakes once, not twice.
        long nanoseconds = Math.Max(0, _due - Now.Nanoseconds);
        long milliseconds = Math.Min((nanoseconds + 999_999) / 1_000_000, int.MaxValue);
        _ = _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void OnTimerFired()
    {
        // It may have fired a moment early: whatever is due must be armed again.
        Volatile.Write(ref _armed, long.MinValue);
        TakeTurn(Visitor.Anybody);
    }

    private void Finish(Exception? failure)
    {
        _isFinished = true;
        _ = _requests.Writer.TryComplete();
        if (failure is null)
        {
            _ = _completion.TrySetResult();
        }
        else
        {
            _ = _completion.TrySetException(failure);
        }

        RefuseRequests();
    }

    // Requests that came too late learn that the loop has ended.
    private void RefuseRequests()
    {
        while (_requests.Reader.TryRead(out Action? request))
        {
            request();
        }
    }

    /// <summary>Who takes a turn.</summary>
    private enum Visitor
    {
        Anybody,

        /// <summary>The reader whose sleep is our timer.</summary>
        OurReader,

        /// <summary>The reader of another socket.</summary>
        OtherReader,
    }
}
