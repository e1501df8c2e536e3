using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>The thread that reads one pair of sockets and their transmit stamps.</summary>
/// <remarks>Owns the descriptors: they are closed when the thread ends, or at disposal when it never began.</remarks>
internal sealed class SocketReader(TimestampedSocket owner, int eventSocket, int generalSocket, TimeSpan gather) : IPacketWaker, IDisposable
{
    // Bounds how late a missing transmit stamp is noticed; nothing else depends on it.
    private const long SweepNanoseconds = 250_000_000;

    private readonly long _gatherNanoseconds = gather.Ticks * 100;

    private readonly MessageReceiver _receiver = new();
    private readonly StampCarry _carry = new();
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
        bool mayGather = false;
        while (!_stopping)
        {
            long sleep = owner.Sink?.OnWait(this) ?? -1;
            Wait(descriptors, mayGather, sleep < 0 ? SweepNanoseconds : Math.Min(sleep, SweepNanoseconds));
            mayGather = Drain(descriptors) && _gatherNanoseconds > 0;
            ReportMissing();
        }

        Release();
    }

    // Where packets have just come from more will: they gather until a timer, a wake-up or enough time ends that, and then all queues are looked at
    // without being asked about. A socket at rest is heard at once.
    private void Wait(Span<PollDescriptor> descriptors, bool mayGather, long nanoseconds)
    {
        if (!mayGather)
        {
            _ = SocketCalls.Poll(descriptors, nanoseconds);
            return;
        }

        _ = SocketCalls.Poll(descriptors[2..], Math.Min(nanoseconds, _gatherNanoseconds));
        descriptors[0].Returned = SocketConstants.PollIn | SocketConstants.PollPriority;
        descriptors[1].Returned = SocketConstants.PollIn;
    }

    /// <summary>Takes a batch of each queue; true when there was something and nothing is left.</summary>
    private bool Drain(ReadOnlySpan<PollDescriptor> descriptors)
    {
        if ((descriptors[2].Returned & SocketConstants.PollIn) != 0)
        {
            SocketCalls.ClearWakeup(_wake);
        }

        if ((descriptors[0].Returned | descriptors[1].Returned) == 0)
        {
            return false;
        }

        _carry.Read();
        int most = 0;

        // Stamps first: the answer to a Delay_Req must not overtake its own transmit stamp.
        if ((descriptors[0].Returned & (SocketConstants.PollPriority | SocketConstants.PollError)) != 0)
        {
            most = DrainTransmitStamps(mayHaveFailed: (descriptors[0].Returned & SocketConstants.PollError) != 0);
        }

        if ((descriptors[0].Returned & SocketConstants.PollIn) != 0)
        {
            most = Math.Max(most, DrainDatagrams(eventSocket, PtpChannel.Event, ref _eventReceived, ref _eventDrops));
        }

        if ((descriptors[1].Returned & (SocketConstants.PollIn | SocketConstants.PollError)) != 0)
        {
            most = Math.Max(most, DrainDatagrams(generalSocket, PtpChannel.General, ref _generalReceived, ref _generalDrops));
        }

        return most is > 0 and < MessageReceiver.BatchSize;
    }

    private void Release()
    {
        SocketCalls.Close(eventSocket);
        SocketCalls.Close(generalSocket);
        SocketCalls.Close(_wake);
        _receiver.Dispose();
    }

    // One batch at most, so that the other queues get their turn.
    private int DrainDatagrams(int socket, PtpChannel channel, ref long received, ref long drops)
    {
        int count = _receiver.Receive(socket, 0);
        Volatile.Write(ref received, received + count);
        for (int i = 0; i < count; i++)
        {
            MessageMetadata metadata = MessageMetadata.Read(_receiver.Control(i));
            if (metadata.Overflow is uint total)
            {
                Volatile.Write(ref drops, total);
            }

            if (_receiver.IsTruncated(i))
            {
                Volatile.Write(ref _oversized, _oversized + 1);
                continue;
            }

            Deliver(i, channel, metadata);
        }

        return count;
    }

    private void Deliver(int index, PtpChannel channel, in MessageMetadata metadata)
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

        sink.OnDatagram(_receiver.Data(index), _receiver.Source(index), timestamp, channel);
    }

    private int DrainTransmitStamps(bool mayHaveFailed)
    {
        int count = _receiver.Receive(eventSocket, SocketConstants.MsgErrorQueue);
        if (count == 0 && mayHaveFailed)
        {
            // Readiness without a message is a pending socket error: reading SO_ERROR clears it, or poll would spin.
            _ = SocketCalls.GetOption(eventSocket, SocketConstants.SolSocket, SocketConstants.SoError);
        }

        for (int i = 0; i < count; i++)
        {
            MessageMetadata metadata = MessageMetadata.Read(_receiver.Control(i));
            PacketTimestamp timestamp = ToTimestamp(metadata);
            if (metadata.IsTransmitReport && !timestamp.IsNone && owner.TryTakePending(metadata.TransmitKey, out TransmitId id))
            {
                owner.Sink?.OnTransmitted(id, timestamp);
            }
        }

        return count;
    }

    private void ReportMissing()
    {
        while (owner.TryTakeExpired(out TransmitId id))
        {
            owner.Sink?.OnTransmitTimestampMissing(id);
        }
    }

    private PacketTimestamp ToTimestamp(in MessageMetadata metadata)
        => new(metadata.SoftwareNanoseconds, metadata.SoftwareNanoseconds == 0 ? 0 : _carry.ToRaw(metadata.SoftwareNanoseconds), metadata.HardwareNanoseconds);
}
