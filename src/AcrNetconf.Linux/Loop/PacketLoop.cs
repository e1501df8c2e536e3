using System.Threading.Channels;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux.Loop;

/// <summary>The one loop that owns a sans-IO protocol core: packets, one timer and requests reach the handler in turn.</summary>
/// <remarks>
/// <code>
///  socket reader ──▶ PacketQueue (full: drop, count) ─┐
///  InvokeAsync   ──▶ bounded channel (full: wait)    ─┼─▶ AsyncSignal ─▶ loop ─▶ IPacketLoopHandler
///  TimeProvider timer ────────────────────────────────┘
/// </code>
/// Nothing is allocated per packet or timer. A handler that throws ends the loop: <see cref="Completion"/> carries the exception. A request that
/// throws answers its caller.
/// </remarks>
public sealed class PacketLoop : IPacketSink, IAsyncDisposable
{
    private const int QueueCapacity = 1024;
    private const int RequestCapacity = 64;

    // Packets handled before requests and the timer get a turn.
    private const int BatchLimit = 128;

    private readonly IPacketLoopHandler _handler;
    private readonly TimeProvider _time;
    private readonly double _nanosecondsPerTick;
    private readonly long _origin;
    private readonly PacketQueue _queue = new(QueueCapacity);
    private readonly Channel<Action> _requests = Channel.CreateBounded<Action>(new BoundedChannelOptions(RequestCapacity) { SingleReader = true });
    private readonly AsyncSignal _signal = new();
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MonotonicTime _due = MonotonicTime.Never;
    private volatile bool _stopping;
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
        _timer = time.CreateTimer(static state => ((AsyncSignal)state!).Set(), _signal, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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
            _ = RunAsync();
        }
    }

    /// <summary>Loop only: <see cref="IPacketLoopHandler.OnTimer"/> comes at or soon after <paramref name="due"/>.</summary>
    public void SetTimer(MonotonicTime due) => _due = due;

    /// <summary>Loop only: no timer call until the next <see cref="SetTimer"/>.</summary>
    public void CancelTimer() => _due = MonotonicTime.Never;

    /// <summary>Loop only: forget received packets not handled yet; they belong to a socket or clock that is gone.</summary>
    public void DiscardPackets() => _queue.Clear();

    /// <summary>End after what is being handled. Any thread.</summary>
    public void RequestStop()
    {
        _stopping = true;
        _signal.Set();
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

        _signal.Set();
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
        if (_queue.TryAddDatagram(datagram, source, timestamp, channel))
        {
            _signal.Set();
        }
    }

    /// <inheritdoc/>
    public void OnTransmitted(TransmitId id, PacketTimestamp timestamp)
    {
        if (_queue.TryAddTransmit(PacketKind.Transmitted, id, timestamp))
        {
            _signal.Set();
        }
    }

    /// <inheritdoc/>
    public void OnTransmitTimestampMissing(TransmitId id)
    {
        if (_queue.TryAddTransmit(PacketKind.Missing, id, default))
        {
            _signal.Set();
        }
    }

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

    private async Task RunAsync()
    {
        try
        {
            await Task.Yield();
            while (!_stopping)
            {
                bool more = HandlePackets();
                HandleRequests();
                HandleTimer();
                if (!more && !_stopping)
                {
                    _handler.OnIdle(Now);
                    ArmTimer();
                    await _signal.WaitAsync();
                }
            }

            Finish(null);
        }
        catch (Exception e)
        {
            Finish(e);
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
        while (!_stopping && _requests.Reader.TryRead(out Action? request))
        {
            request();
        }
    }

    private void HandleTimer()
    {
        if (!_stopping && Now is var now && now >= _due)
        {
            _due = MonotonicTime.Never;
            _handler.OnTimer(now);
        }
    }

    private void ArmTimer()
    {
        if (_due.IsNever)
        {
            _ = _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // Timers count whole milliseconds and round down: rounding up first wakes once, not twice.
        long nanoseconds = Math.Max(0, _due.Nanoseconds - Now.Nanoseconds);
        long milliseconds = Math.Min((nanoseconds + 999_999) / 1_000_000, int.MaxValue);
        _ = _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void Finish(Exception? failure)
    {
        _ = _requests.Writer.TryComplete();
        if (failure is null)
        {
            _ = _completion.TrySetResult();
        }
        else
        {
            _ = _completion.TrySetException(failure);
        }

        // Requests that came too late learn that the loop has ended.
        while (_requests.Reader.TryRead(out Action? request))
        {
            request();
        }
    }
}
