using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>The thread that reads one pair of sockets and their transmit stamps.</summary>
/// <remarks>Owns the descriptors: they are closed when the thread ends, or at disposal when it never began.</remarks>
internal sealed class SocketReader(TimestampedSocket owner, int eventSocket, int generalSocket) : IPacketWaker, IDisposable
{
    // Bounds how late a missing transmit stamp is noticed; nothing else depends on it.
    private const int SweepMilliseconds = 250;

    // Messages taken from one queue before the other queues get a turn.
    private const int BatchLimit = 64;

    private readonly MessageReceiver _receiver = new();
    private readonly int _wake = SocketCalls.CreateWakeup();
    private volatile bool _stopping;
    private Thread? _thread;
    private long _eventReceived;
    private long _generalReceived;
    private long _stampsMissing;
    private long _oversized;
    private long _unclaimed;
    private long _eventDrops;
    private long _generalDrops;

    public long EventReceived => Volatile.Read(ref _eventReceived);

    public long GeneralReceived => Volatile.Read(ref _generalReceived);

    public long StampsMissing => Volatile.Read(ref _stampsMissing);

    public long Oversized => Volatile.Read(ref _oversized);

    public long Unclaimed => Volatile.Read(ref _unclaimed);

    public long KernelDrops => Volatile.Read(ref _eventDrops) + Volatile.Read(ref _generalDrops);

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = $"ptp {owner.Key.LocalAddress}" };
        _thread.Start();
    }

    /// <summary>Stops and closes; returns when everything is closed, unless called on the reader thread itself.</summary>
    public void Dispose()
    {
        if (_thread is null)
        {
            Release();
            return;
        }

        if (!_stopping)
        {
            _stopping = true;
            SocketCalls.Wake(_wake);
        }

        if (_thread != Thread.CurrentThread)
        {
            _thread.Join();
        }
    }

    /// <inheritdoc/>
    public void Wake() => SocketCalls.Wake(_wake);

    private void Run()
    {
        Span<PollDescriptor> descriptors =
        [
            new() { FileDescriptor = eventSocket, Events = SocketConstants.PollIn | SocketConstants.PollPriority },
            new() { FileDescriptor = generalSocket, Events = SocketConstants.PollIn },
            new() { FileDescriptor = _wake, Events = SocketConstants.PollIn },
        ];
        while (!_stopping)
        {
            int sleep = owner.Sink?.OnWait(this) ?? -1;
            _ = SocketCalls.Poll(descriptors, sleep < 0 ? SweepMilliseconds : Math.Min(sleep, SweepMilliseconds));
            if ((descriptors[2].Returned & SocketConstants.PollIn) != 0)
            {
                SocketCalls.ClearWakeup(_wake);
            }

            // Stamps first: the answer to a Delay_Req must not overtake its own transmit stamp.
            if ((descriptors[0].Returned & (SocketConstants.PollPriority | SocketConstants.PollError)) != 0)
            {
                DrainTransmitStamps();
            }

            if ((descriptors[0].Returned & SocketConstants.PollIn) != 0)
            {
                DrainDatagrams(eventSocket, PtpChannel.Event, ref _eventReceived, ref _eventDrops);
            }

            if ((descriptors[1].Returned & (SocketConstants.PollIn | SocketConstants.PollError)) != 0)
            {
                DrainDatagrams(generalSocket, PtpChannel.General, ref _generalReceived, ref _generalDrops);
            }

            ReportMissing();
        }

        Release();
    }

    private void Release()
    {
        SocketCalls.Close(eventSocket);
        SocketCalls.Close(generalSocket);
        SocketCalls.Close(_wake);
        _receiver.Dispose();
    }

    private void DrainDatagrams(int socket, PtpChannel channel, ref long received, ref long drops)
    {
        for (int i = 0; i < BatchLimit && !_stopping; i++)
        {
            int errno = _receiver.Receive(socket, 0);
            if (errno != 0)
            {
                // EAGAIN: empty. Anything else is a pending ICMP error, which reading has just cleared.
                return;
            }

            Volatile.Write(ref received, received + 1);
            MessageMetadata metadata = MessageMetadata.Read(_receiver.Control);
            if (metadata.Overflow is uint total)
            {
                Volatile.Write(ref drops, total);
            }

            if (_receiver.IsTruncated)
            {
                Volatile.Write(ref _oversized, _oversized + 1);
                continue;
            }

            Deliver(channel, metadata);
        }
    }

    private void Deliver(PtpChannel channel, in MessageMetadata metadata)
    {
        PacketTimestamp timestamp = default;
        if (channel == PtpChannel.Event)
        {
            timestamp = ToTimestamp(metadata);
            if (timestamp.IsNone)
            {
                Volatile.Write(ref _stampsMissing, _stampsMissing + 1);
            }
        }

        IPacketSink? sink = owner.Sink;
        if (sink is null)
        {
            Volatile.Write(ref _unclaimed, _unclaimed + 1);
            return;
        }

        sink.OnDatagram(_receiver.Data, _receiver.Source, timestamp, channel);
    }

    private void DrainTransmitStamps()
    {
        for (int i = 0; i < BatchLimit; i++)
        {
            if (_receiver.Receive(eventSocket, SocketConstants.MsgErrorQueue) != 0)
            {
                if (i == 0)
                {
                    // Readiness without a message is a pending socket error: reading SO_ERROR clears it, or poll would spin.
                    _ = SocketCalls.GetOption(eventSocket, SocketConstants.SolSocket, SocketConstants.SoError);
                }

                return;
            }

            MessageMetadata metadata = MessageMetadata.Read(_receiver.Control);
            PacketTimestamp timestamp = ToTimestamp(metadata);
            if (metadata.IsTransmitReport && !timestamp.IsNone && owner.TryTakePending(metadata.TransmitKey, out TransmitId id))
            {
                owner.Sink?.OnTransmitted(id, timestamp);
            }
        }
    }

    private void ReportMissing()
    {
        while (owner.TryTakeExpired(out TransmitId id))
        {
            owner.Sink?.OnTransmitTimestampMissing(id);
        }
    }

    // The carry to the raw clock happens here, microseconds after the stamp was taken: the two clocks drift apart by parts per million, so a
    // millisecond of delay costs nanoseconds.
    private static PacketTimestamp ToTimestamp(in MessageMetadata metadata) => new(
        metadata.SoftwareNanoseconds,
        metadata.SoftwareNanoseconds == 0 ? 0 : metadata.SoftwareNanoseconds - ClockCalls.RealtimeMinusRaw(),
        metadata.HardwareNanoseconds);
}
