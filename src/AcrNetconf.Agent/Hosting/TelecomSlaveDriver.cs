using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Linux;
using AcrNetconf.Linux.Loop;
using AcrNetconf.Ptp;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Runs one unicast client: its protocol core, its sockets, its clock.</summary>
/// <remarks>
/// <code>
///   commit, operator ──▶ ReconfigureAsync, LockoutAsync, … ─┐                 ┌─▶ TelecomSlave ─▶ IPtpActions (this)
///   TimestampedSocket reader ──▶ datagrams, stamps ─────────┼─▶ PacketLoop ───┤                      │ send ─▶ TimestampedSocket
///   TimeProvider ──▶ timer ─────────────────────────────────┘                 └─▶ Status (volatile)  └ steer ─▶ IPacketClock
/// </code>
/// Everything below the loop is touched by the loop alone. A method's task ends when the loop has done what was asked, so the caller may report it
/// as running. A stamp becomes a reading of the steered clock here, with the rate in force when it was taken.
/// </remarks>
internal sealed class TelecomSlaveDriver : IPacketLoopHandler, IPtpActions, ISampleSource, IAsyncDisposable
{
    private static readonly TimeSpan StatusPeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);

    // Three cancels a second apart; a commit is not held up longer by a server that is gone.
    private static readonly TimeSpan PartingLimit = TimeSpan.FromSeconds(2.5);

    private readonly PacketLoop _loop;
    private readonly TelecomSlave _slave;
    private readonly TimeProvider _time;
    private readonly Action<PtpEvent>? _observer;
    private DriverSettings _settings;
    private DriverResources _resources;
    private TimestampedSocket _socket;
    private IPacketClock _clock;
    private volatile DriverStatus _status;
    private MonotonicTime _statusDue;
    private readonly StampWatch _stamps = new();
    private TaskCompletionSource? _parted;
    private bool _stopping;
    private int _disposed;

    /// <summary>A client at rest that owns <paramref name="resources"/> from now on.</summary>
    /// <param name="settings">What to run.</param>
    /// <param name="resources">What to run on.</param>
    /// <param name="identity">Our clock identity.</param>
    /// <param name="servo">Owned by the client.</param>
    /// <param name="time">Timeouts.</param>
    /// <param name="random">Spreads requests in time.</param>
    /// <param name="observer">Told every transition, on the loop: must not wait. Null for nobody.</param>
    public TelecomSlaveDriver(
        DriverSettings settings, DriverResources resources, ClockIdentity identity, IServo servo, TimeProvider time, Random random, Action<PtpEvent>? observer)
    {
        _settings = settings;
        _resources = resources;
        _socket = resources.Socket.Resource;
        _clock = resources.Clock.Resource;
        _time = time;
        _observer = observer;
        _loop = new PacketLoop(this, time);
        _slave = new TelecomSlave(settings.Slave, identity, servo, this, random);
        _status = BuildStatus(_loop.Now);
    }

    /// <summary>Told once, on the loop, what a device in hardware mode fails to stamp. Set before the start.</summary>
    public Action<TelecomSlaveDriver, string>? StampsAbsent { get; init; }

    /// <summary>Told every snapshot, on the loop: must not wait. Set before the start.</summary>
    public Action<DriverStatus>? StatusPublished { get; init; }

    /// <summary>Told, on the loop, that there is a new snapshot: must not wait. Set before the start.</summary>
    public Action? Published { get; init; }

    /// <summary>The last snapshot, at most half a second old while packets flow. Any thread.</summary>
    public DriverStatus Status => _status;

    /// <summary>Ends with the client; faults when something that cannot go wrong did, or the clock's hardware went away.</summary>
    public Task Completion => _loop.Completion;

    /// <summary>Takes the sockets into service and begins negotiation.</summary>
    public Task StartAsync()
    {
        _loop.Start();
        return InvokeAsync(now =>
        {
            TakeIntoService();
            _slave.OnServoReconfigured(_settings.Servo);
            _slave.Start(now);
        });
    }

    /// <summary>Applies new settings, and moves to other resources when given; answers how much that disturbed.</summary>
    /// <remarks>
    /// What the old configuration still has to say is sent through the old sockets, and acknowledged or repeated within a limit, before they are
    /// given back. <paramref name="replacement"/> may share sockets or clock with what is in service: then only the leases change hands.
    /// </remarks>
    public async Task<SettingsImpact> ReconfigureAsync(DriverSettings settings, DriverResources? replacement)
    {
        bool isMoving = replacement is not null && replacement.Socket.Resource.Key != _resources.Socket.Resource.Key;
        if (isMoving)
        {
            await PartAsync();
        }

        return await _loop.InvokeAsync(() => Reconfigure(settings, replacement, isMoving));
    }

    /// <summary>Cancels all grants, waits for their acknowledgement within a limit, and gives the resources back.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            await _loop.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        _loop.Start();
        try
        {
            await InvokeAsync(now =>
            {
                _stopping = true;
                _slave.Shutdown(now);
                EndWhenComplete();
            });
            using var limit = new CancellationTokenSource(ShutdownLimit, _time);
            await Task.WhenAny(_loop.Completion, Task.Delay(Timeout.InfiniteTimeSpan, limit.Token));
        }
        catch (ObjectDisposedException)
        {
            // The loop had ended already: there is nobody left to say goodbye.
        }

        await _loop.DisposeAsync();
        _socket.Detach(_loop);
        _resources.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>A snapshot taken now.</summary>
    public Task<DriverStatus> QueryStatusAsync() => _loop.InvokeAsync(() =>
    {
        Publish(_loop.Now);
        return _status;
    });

    /// <summary>Operator: zero the counters of one server, or of all.</summary>
    public Task ResetStatisticsAsync(byte? serverId) => InvokeAsync(_ => _slave.ResetStatistics(serverId));

    /// <summary>Operator: cancel and ask again.</summary>
    public Task RenegotiateAsync(byte? serverId) => InvokeAsync(now => _slave.Renegotiate(serverId, now));

    /// <summary>Operator: never select this server until cleared.</summary>
    public Task LockoutAsync(byte serverId) => InvokeAsync(now => _slave.Lockout(serverId, now));

    /// <summary>Operator: undo the lock-out.</summary>
    public Task ClearLockoutAsync(byte serverId) => InvokeAsync(now => _slave.ClearLockout(serverId, now));

    /// <summary>Operator: trace this server; false when it does not qualify.</summary>
    public Task<bool> ManualSwitchAsync(byte serverId) => _loop.InvokeAsync(() =>
    {
        bool done = _slave.ManualSwitch(serverId, _loop.Now);
        Publish(_loop.Now);
        return done;
    });

    /// <summary>Operator: back to automatic selection.</summary>
    public Task ClearManualSwitchAsync() => InvokeAsync(_slave.ClearManualSwitch);

    /// <summary>Operator: end wait-to-restore of one server, or of all.</summary>
    public Task ClearWaitToRestoreAsync(byte? serverId) => InvokeAsync(now => _slave.ClearWaitToRestore(serverId, now));

    /// <summary>Operator: copy one server's samples to <paramref name="recorder"/>; null ends it.</summary>
    public Task RecordAsync(SampleRecorder? recorder) => InvokeAsync(_ => _slave.Record(recorder));

    void IPacketLoopHandler.OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel, MonotonicTime now)
    {
        PtpInstant? arrival = _clock.TryConvert(timestamp, out PtpInstant instant) ? instant : null;
        if (channel == PtpChannel.Event)
        {
            _stamps.OnReceived(arrival is not null);
        }

        _slave.OnDatagram(datagram, source, arrival, channel, now);
    }

    void IPacketLoopHandler.OnTransmitted(TransmitId id, in PacketTimestamp timestamp, MonotonicTime now)
    {
        if (_clock.TryConvert(timestamp, out PtpInstant instant))
        {
            _stamps.OnSent(stamped: true);
            _slave.OnTransmitted(id, instant, now);
        }
        else
        {
            _slave.OnTransmitTimestampMissing(id, now);
        }
    }

    void IPacketLoopHandler.OnTransmitTimestampMissing(TransmitId id, MonotonicTime now)
    {
        _stamps.OnSent(stamped: false);
        _slave.OnTransmitTimestampMissing(id, now);
    }

    void IPacketLoopHandler.OnTimer(MonotonicTime now) => _slave.OnTimer(now);

    void IPacketLoopHandler.OnIdle(MonotonicTime now)
    {
        EndWhenComplete();
        EndParting();
        if (now >= _statusDue)
        {
            Publish(now);
            CheckStamps();
        }
    }

    bool IPtpActions.SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet) => _socket.SendEvent(id, destination, packet);

    bool IPtpActions.SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet) => _socket.SendGeneral(destination, packet);

    void IPtpActions.SetTimer(MonotonicTime due) => _loop.SetTimer(due);

    void IPtpActions.CancelTimer() => _loop.CancelTimer();

    PtpInstant IPtpActions.ReadClock() => _clock.Now;

    void IPtpActions.AdjustFrequency(double ppb) => _clock.AdjustFrequency(ppb);

    void IPtpActions.StepClock(PtpDuration offset) => _clock.Step(offset);

    void IPtpActions.Report(PtpEvent occurrence)
    {
        // Whoever reacts to the notification by reading state shall find it there.
        _statusDue = default;
        _observer?.Invoke(occurrence);
    }

    private async Task PartAsync()
    {
        var parted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await InvokeAsync(now =>
        {
            _parted = parted;
            _slave.Part(now);
            EndParting();
        });
        using var limit = new CancellationTokenSource(PartingLimit, _time);
        await Task.WhenAny(parted.Task, _loop.Completion, Task.Delay(Timeout.InfiniteTimeSpan, limit.Token));
    }

    private void CheckStamps()
    {
        if (_resources.Plan.Mode == TimestampMode.Hardware && _stamps.TakeVerdict() is { } verdict)
        {
            StampsAbsent?.Invoke(this, verdict);
        }
    }

    private void EndParting()
    {
        if (_parted is { } parted && !_slave.IsParting)
        {
            _parted = null;
            parted.SetResult();
        }
    }

    private SettingsImpact Reconfigure(DriverSettings settings, DriverResources? replacement, bool isMoving)
    {
        MonotonicTime now = _loop.Now;
        DriverSettings old = _settings;
        _settings = settings;
        SettingsImpact impact = _slave.OnReconfigured(settings.Slave, now);
        if (isMoving && impact != SettingsImpact.Relock)
        {
            _slave.OnPathReplaced(now);
        }

        if (settings.Servo != old.Servo)
        {
            _slave.OnServoReconfigured(settings.Servo);
        }

        if (replacement is not null)
        {
            Replace(replacement, now);
        }
        else
        {
            ApplyMarking();
        }

        Publish(now);
        return impact;
    }

    private Task InvokeAsync(Action<MonotonicTime> request) => _loop.InvokeAsync(() =>
    {
        MonotonicTime now = _loop.Now;
        request(now);
        Publish(now);
        return true;
    });

    private void Replace(DriverResources replacement, MonotonicTime now)
    {
        DriverResources old = _resources;
        bool sameSocket = ReferenceEquals(old.Socket.Resource, replacement.Socket.Resource);
        bool sameClock = ReferenceEquals(old.Clock.Resource, replacement.Clock.Resource);
        if (!sameSocket)
        {
            _socket.Detach(_loop);
            _loop.DiscardPackets();
        }

        _resources = replacement;
        _socket = replacement.Socket.Resource;
        _clock = replacement.Clock.Resource;
        TakeIntoService();
        if (!sameClock)
        {
            _loop.DiscardPackets();
            _slave.OnClockReplaced(now);
        }

        old.Dispose();
    }

    private void TakeIntoService()
    {
        _socket.SetTimestampMode(_resources.Plan.Mode);
        _stamps.Restart();
        ApplyMarking();
        _socket.Attach(_loop);
    }

    private void ApplyMarking()
    {
        _socket.SetTrafficClass(_settings.Dscp);
        _socket.SetTimeToLive(_settings.TimeToLive);
    }

    private void EndWhenComplete()
    {
        if (_stopping && _slave.IsShutdownComplete)
        {
            _loop.RequestStop();
        }
    }

    private void Publish(MonotonicTime now)
    {
        _status = BuildStatus(now);
        _statusDue = now + StatusPeriod;
        Published?.Invoke();
        StatusPublished?.Invoke(_status);
    }

    private DriverStatus BuildStatus(MonotonicTime now) => new(
        _slave.GetStatus(now), _resources.Plan, _clock.Name, _clock.FrequencyPpb, _socket.UsesExplicitKeys, _socket.Counters, _loop.Dropped, _time.GetUtcNow());
}
