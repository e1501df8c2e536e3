using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>The event and general UDP sockets of one local address, with kernel or device timestamps on event messages.</summary>
/// <remarks>
/// <code>
///   SendEvent/SendGeneral (any one thread)          reader thread: ppoll(event, general, wake)
///        │ sendmsg, key                               │ recvmmsg             │ recvmmsg(MSG_ERRQUEUE)
///        ▼                                            ▼                      ▼
///   TransmitTable ◀──── key ────────────────── IPacketSink.OnDatagram   IPacketSink.OnTransmitted / …Missing
/// </code>
/// Nothing here waits for a transmit stamp and nothing is allocated per packet. Sending and the settings may be used by any thread; a lock orders
/// sends, because the kernel's stamp counter counts them.
/// </remarks>
public sealed class TimestampedSocket : IDisposable
{
    private const int TableLog2 = 11;
    private const long TransmitTimeoutNanoseconds = 1_500_000_000;

    private readonly Lock _gate = new();
    private readonly TransmitTable _pending = new(TableLog2);
    private readonly SocketReader _reader;
    private readonly bool _explicitKeys;
    private readonly int _event;
    private readonly int _general;
    private readonly int _peerEventPort;
    private readonly int _peerGeneralPort;
    private volatile IPacketSink? _sink;
    private uint _nextKey;
    private bool _closed;
    private long _eventSent;
    private long _generalSent;
    private long _sendFailures;
    private long _transmitMissing;

    private TimestampedSocket(TimestampedSocketOptions options, int eventSocket, int generalSocket)
    {
        Key = options.Key;
        Mode = options.Mode;
        _event = eventSocket;
        _general = generalSocket;
        EventPort = SocketCalls.LocalPort(eventSocket);
        GeneralPort = SocketCalls.LocalPort(generalSocket);
        _peerEventPort = options.PeerEventPort ?? EventPort;
        _peerGeneralPort = options.PeerGeneralPort ?? GeneralPort;
        _explicitKeys = !options.ForceCounterKeys && MessageSender.SupportsExplicitKeys;
        _reader = new SocketReader(this, eventSocket, generalSocket, options.Gather);
    }

    /// <summary>How long a transmit stamp may take. Some drivers deliver from a work queue hundreds of milliseconds later.</summary>
    public static TimeSpan TransmitTimeout => TimeSpan.FromTicks(TransmitTimeoutNanoseconds / 100);

    public SocketKey Key { get; }

    /// <summary>The event port really bound.</summary>
    public int EventPort { get; }

    /// <summary>The general port really bound.</summary>
    public int GeneralPort { get; }

    public TimestampMode Mode { get; private set; }

    /// <summary>True when transmit stamps are matched by keys we choose (Linux 6.13), false when by the kernel's counter.</summary>
    public bool UsesExplicitKeys => _explicitKeys;

    public SocketCounters Counters => new(
        _reader.EventReceived,
        _reader.GeneralReceived,
        Volatile.Read(ref _eventSent),
        Volatile.Read(ref _generalSent),
        Volatile.Read(ref _sendFailures),
        _reader.StampsMissing,
        Volatile.Read(ref _transmitMissing),
        _reader.KernelDrops,
        _reader.Oversized,
        _reader.Unclaimed);

    internal IPacketSink? Sink => _sink;

    /// <summary>Opens, binds and starts reading; packets are dropped and counted until <see cref="Attach"/>.</summary>
    /// <exception cref="LinuxException">The address is not on this host, a port is taken, or the system refused something else.</exception>
    public static TimestampedSocket Open(TimestampedSocketOptions options)
    {
        (int eventSocket, int generalSocket) = options.Key.Scope.Run(() => OpenPair(options));
        var socket = new TimestampedSocket(options, eventSocket, generalSocket);
        try
        {
            socket.ApplyTimestampMode(options.Mode);
            socket.SetTrafficClass(options.Dscp);
            socket.SetTimeToLive(options.TimeToLive);
            socket._reader.Start();
            return socket;
        }
        catch
        {
            socket._reader.Dispose();
            throw;
        }
    }

    /// <summary>From now on <paramref name="sink"/> alone receives what arrives.</summary>
    public void Attach(IPacketSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        // It knows its reader before the first packet, and is asked how long to sleep after it.
        sink.OnAttached(_reader);
        IPacketSink? before = Interlocked.Exchange(ref _sink, sink);
        if (before != sink)
        {
            before?.OnDetached(_reader);
        }

        _reader.Wake();
    }

    /// <summary>Stops delivery to <paramref name="sink"/>; nothing happens when another has been attached since.</summary>
    public void Detach(IPacketSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (Interlocked.CompareExchange(ref _sink, null, sink) == sink)
        {
            sink.OnDetached(_reader);
        }
    }

    /// <summary>Sends an event message and asks for its transmit stamp.</summary>
    /// <returns>False when the host refused it; then no stamp follows.</returns>
    public bool SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            // Running keys by either method: identifiers of the core carry structure and would crowd the same slots.
            uint key = _nextKey;
            // Before the send: the stamp can be back before sendmsg returns.
            if (_pending.Add(key, id, ClockCalls.ReadFast(DeviceConstants.ClockMonotonic) + TransmitTimeoutNanoseconds))
            {
                Volatile.Write(ref _transmitMissing, _transmitMissing + 1);
            }

            if (MessageSender.Send(_event, destination, _peerEventPort, packet, _explicitKeys ? key : null) == 0)
            {
                _nextKey++;
                Volatile.Write(ref _eventSent, _eventSent + 1);
                return true;
            }

            _ = _pending.TryTake(key, out _);
            Volatile.Write(ref _sendFailures, _sendFailures + 1);
            if (_explicitKeys)
            {
                // The kernel may have stamped it all the same: never use the key again.
                _nextKey++;
            }
            else
            {
                RestartCounter_NeedsLock();
            }

            return false;
        }
    }

    /// <summary>Sends a general message.</summary>
    /// <returns>False when the host refused it.</returns>
    public bool SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_closed || MessageSender.Send(_general, destination, _peerGeneralPort, packet, null) != 0)
            {
                Volatile.Write(ref _sendFailures, _sendFailures + 1);
                return false;
            }

            Volatile.Write(ref _generalSent, _generalSent + 1);
            return true;
        }
    }

    /// <summary>Changes the DSCP of everything sent from now on; 0..63.</summary>
    public void SetTrafficClass(byte dscp)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dscp, (byte)63);
        SetBoth(SocketConstants.IpTos, SocketConstants.Ipv6TrafficClass, dscp << 2, "setsockopt(IP_TOS)");
    }

    /// <summary>Changes TTL or hop limit of everything sent from now on; 1..255.</summary>
    public void SetTimeToLive(byte timeToLive)
    {
        ArgumentOutOfRangeException.ThrowIfZero(timeToLive);
        SetBoth(SocketConstants.IpTtl, SocketConstants.Ipv6UnicastHops, timeToLive, "setsockopt(IP_TTL)");
    }

    /// <summary>Changes who stamps from now on. Stamps still awaited are reported missing.</summary>
    public void SetTimestampMode(TimestampMode mode)
    {
        if (mode != Mode)
        {
            ApplyTimestampMode(mode);
        }
    }

    /// <summary>Closes both sockets; the ports are free when it returns, unless called by the sink.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        Interlocked.Exchange(ref _sink, null)?.OnDetached(_reader);
        _reader.Dispose();
    }

    internal bool TryTakePending(uint key, out TransmitId id)
    {
        lock (_gate)
        {
            return _pending.TryTake(key, out id);
        }
    }

    internal bool TryTakeExpired(out TransmitId id)
    {
        lock (_gate)
        {
            if (_pending.Count == 0 || !_pending.TryTakeExpired(ClockCalls.ReadFast(DeviceConstants.ClockMonotonic), out id))
            {
                id = default;
                return false;
            }

            Volatile.Write(ref _transmitMissing, _transmitMissing + 1);
            return true;
        }
    }

    private static (int Event, int General) OpenPair(TimestampedSocketOptions options)
    {
        SocketKey key = options.Key;
        int eventSocket = SocketOpening.OpenBound(key.Scope, key.LocalAddress, key.EventPort);
        try
        {
            return (eventSocket, SocketOpening.OpenBound(key.Scope, key.LocalAddress, key.GeneralPort));
        }
        catch
        {
            SocketCalls.Close(eventSocket);
            throw;
        }
    }

    private void ApplyTimestampMode(TimestampMode mode)
    {
        lock (_gate)
        {
            Mode = mode;
            RestartCounter_NeedsLock();
        }
    }

    // A failed send may or may not have advanced the kernel's counter. Taking OPT_ID away and setting it again restarts the count at zero, which is
    // certain; what was still awaited is given up. The same steps switch between software and hardware stamps.
    private void RestartCounter_NeedsLock()
    {
        TimestampingFlags flags = Mode == TimestampMode.Hardware ? TimestampingFlags.HardwareSet : TimestampingFlags.SoftwareSet;
        SocketCalls.SetOption(_event, SocketConstants.SolSocket, SocketConstants.SoTimestamping, 0, "setsockopt(SO_TIMESTAMPING)");
        SocketCalls.SetOption(_event, SocketConstants.SolSocket, SocketConstants.SoTimestamping, (int)flags, "setsockopt(SO_TIMESTAMPING)");
        _nextKey = 0;
        _pending.ExpireAll();
    }

    private void SetBoth(int option4, int option6, int value, string call)
    {
        bool isIPv4 = Key.LocalAddress.IsIPv4;
        int level = isIPv4 ? SocketConstants.IpProtoIp : SocketConstants.IpProtoIpv6;
        lock (_gate)
        {
            if (!_closed)
            {
                SocketCalls.SetOption(_event, level, isIPv4 ? option4 : option6, value, call);
                SocketCalls.SetOption(_general, level, isIPv4 ? option4 : option6, value, call);
            }
        }
    }
}
