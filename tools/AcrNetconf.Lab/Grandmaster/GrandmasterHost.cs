using AcrNetconf.Lab.Simulation;
using AcrNetconf.Linux;
using AcrNetconf.Linux.Loop;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>Runs one test grandmaster on real sockets.</summary>
/// <remarks>
/// Its clock is the host's undisciplined oscillator made faster by the configured offset, so a client on the same host recovers exactly that offset.
/// The core is touched by the loop alone.
/// </remarks>
internal sealed class GrandmasterHost : IPacketLoopHandler, IGrandmasterActions, IAsyncDisposable
{
    private readonly TimestampedSocket _socket;
    private readonly VirtualClock _clock = VirtualClock.CreateOnSoftwareStamps();
    private readonly PacketLoop _loop;
    private readonly GrandmasterCore _core;
    // Always the same numbers: a test that loses packets loses the same ones.
    private readonly LabRandom _random = new(1);
    private bool _disposed;

    /// <summary>Opens the sockets; <see cref="Start"/> begins to answer.</summary>
    /// <exception cref="LinuxException">The address is not on this host or a port is taken.</exception>
    public GrandmasterHost(GrandmasterSettings settings, TimestampedSocketOptions sockets, TimeProvider time)
    {
        _socket = TimestampedSocket.Open(sockets);
        _clock.AdjustFrequency(settings.OffsetPpb);
        _loop = new PacketLoop(this, time);
        _core = new GrandmasterCore(settings, this);
    }

    /// <summary>Ends with the host; faults when something broke.</summary>
    public Task Completion => _loop.Completion;

    /// <summary>The sockets, for their real ports and counters.</summary>
    public TimestampedSocket Socket => _socket;

    public void Start()
    {
        _loop.Start();
        _socket.Attach(_loop);
    }

    /// <summary>Every client that ever asked.</summary>
    public Task<IReadOnlyList<GrandmasterClientStatus>> GetClientsAsync() => _loop.InvokeAsync(() => _core.GetClients(_loop.Now));

    /// <summary>New settings from the next message on: clock class, faults.</summary>
    public Task ReplaceSettingsAsync(Func<GrandmasterSettings, GrandmasterSettings> change) => _loop.InvokeAsync(() =>
    {
        _core.Settings = change(_core.Settings);
        _clock.AdjustFrequency(_core.Settings.OffsetPpb);
        return true;
    });

    /// <summary>Does what a moment of the command line says.</summary>
    public Task PerformAsync(GrandmasterMoment moment) => _loop.InvokeAsync(() =>
    {
        _core.Settings = moment.Apply(_core.Settings);
        _clock.AdjustFrequency(_core.Settings.OffsetPpb);
        foreach (MessageType message in moment.Cancelled())
        {
            _core.Cancel(message, _loop.Now);
        }

        return true;
    });

    /// <summary>Cancels every grant and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            _ = await _loop.InvokeAsync(() =>
            {
                _core.Shutdown(_loop.Now);
                return true;
            });
        }
        catch (ObjectDisposedException)
        {
            // The loop ended on a failure, which its owner sees in Completion.
        }

        await _loop.DisposeAsync();
        _socket.Dispose();
        _clock.Dispose();
    }

    void IPacketLoopHandler.OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel, MonotonicTime now)
    {
        if (IsLost())
        {
            return;
        }

        PtpInstant? arrival = _clock.TryConvert(timestamp, out PtpInstant instant) ? instant : null;
        _core.OnDatagram(datagram, source, arrival, channel, now);
    }

    void IPacketLoopHandler.OnTransmitted(TransmitId id, in PacketTimestamp timestamp, MonotonicTime now)
    {
        if (_clock.TryConvert(timestamp, out PtpInstant instant))
        {
            _core.OnTransmitted(id, instant, now);
        }
    }

    void IPacketLoopHandler.OnTransmitTimestampMissing(TransmitId id, MonotonicTime now)
    {
        // A Sync without Follow_Up: the client drops it after its own time-out.
    }

    void IPacketLoopHandler.OnTimer(MonotonicTime now) => _core.OnTimer(now);

    void IPacketLoopHandler.OnIdle(MonotonicTime now)
    {
    }

    void IGrandmasterActions.SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet) => _ = !IsLost() && _socket.SendEvent(id, destination, packet);

    void IGrandmasterActions.SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet) => _ = !IsLost() && _socket.SendGeneral(destination, packet);

    void IGrandmasterActions.SetTimer(MonotonicTime due) => _loop.SetTimer(due);

    PtpInstant IGrandmasterActions.ReadClock() => _clock.Now;

    private bool IsLost() => _core.Settings.Loss > 0 && _random.NextUniform() < _core.Settings.Loss;
}
