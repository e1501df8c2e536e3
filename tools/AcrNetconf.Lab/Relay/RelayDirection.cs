using AcrNetconf.Lab.Simulation;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Relay;

/// <summary>One direction of a relay: takes datagrams of one peer from one socket, and sends them to the other peer through the other socket when their time has come.</summary>
/// <remarks>
/// <code>
///   peer ─▶ socket's reader thread ─▶ DelayQueue ─▶ (same thread, at the moment) ─▶ other socket ─▶ other peer
///                                                                                       └ transmit stamps ─▶ the other direction ─▶ ReleaseStatistics
/// </code>
/// The reader's own sleep is the timer, which is good for milliseconds; the last of them are spent awake. The delay counts from the kernel's receive stamp, so
/// the time it took to wake up is not added.
/// </remarks>
internal sealed class RelayDirection : IPacketSink
{
    /// <summary>Datagrams kept waiting; more are dropped.</summary>
    public const int Capacity = 4096;

    // Awake this long before a datagram is due: a sleep of a millisecond may take two.
    private const long AwakeNanoseconds = 2_200_000;

    private readonly DelayQueue _queue = new(Capacity);
    private readonly long[] _dues = new long[1024];
    private readonly PtpAddress _peer;
    private readonly PtpAddress _destination;
    private readonly TimestampedSocket _outgoing;
    private readonly IDelayModel _delay;
    private readonly LabRandom _random;
    private readonly RelayTime _time;
    private readonly double _loss;
    private uint _number;
    private long _relayed;
    private long _lost;
    private long _overflown;
    private long _foreign;
    private long _refused;

    public RelayDirection(PtpAddress peer, PtpAddress destination, TimestampedSocket outgoing, IDelayModel delay, double loss, LabRandom random, RelayTime time)
    {
        (_peer, _destination, _outgoing, _delay, _loss, _random, _time) = (peer, destination, outgoing, delay, loss, random, time);
    }

    /// <summary>Filled by the direction whose socket sends what this one relays.</summary>
    public ReleaseStatistics Lateness { get; } = new();

    /// <summary>The direction that sends through our socket; set before the start.</summary>
    public RelayDirection? Opposite { get; set; }

    public long Relayed => Volatile.Read(ref _relayed);

    /// <summary>Lost on purpose.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Dropped because too many were waiting.</summary>
    public long Overflown => Volatile.Read(ref _overflown);

    /// <summary>From addresses that are not the peer's.</summary>
    public long Foreign => Volatile.Read(ref _foreign);

    /// <summary>The host refused to send.</summary>
    public long Refused => Volatile.Read(ref _refused);

    public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PacketTimestamp timestamp, PtpChannel channel)
    {
        if (source != _peer)
        {
            _foreign++;
            return;
        }

        long arrival = _time.ArrivalOf(timestamp);
        double delay = _delay.Next(_time.ScenarioSeconds(arrival));
        if (double.IsNaN(delay) || (_loss > 0 && _random.NextUniform() < _loss))
        {
            _lost++;
        }
        else if (!_queue.TryAdd(datagram, channel, arrival + (long)delay))
        {
            _overflown++;
        }
    }

    /// <inheritdoc/>
    public long OnWait(IPacketWaker reader)
    {
        while (_queue.TryPeek(out long due))
        {
            long left = due - _time.Now;
            if (left > AwakeNanoseconds)
            {
                return left - AwakeNanoseconds;
            }

            while (_time.Now < due)
            {
                Thread.SpinWait(4);
            }

            Release(due);
        }

        return -1;
    }

    /// <summary>What the opposite direction sent through our socket has left.</summary>
    public void OnTransmitted(TransmitId id, PacketTimestamp timestamp) => Opposite?.OnReleased(id, timestamp);

    public void OnTransmitTimestampMissing(TransmitId id)
    {
    }

    private void OnReleased(TransmitId id, in PacketTimestamp timestamp) => Lateness.Add(_time.ArrivalOf(timestamp) - Volatile.Read(ref _dues[id.Value % _dues.Length]));

    private void Release(long due)
    {
        ReadOnlySpan<byte> datagram = _queue.Take(out PtpChannel channel);
        uint number = _number++;
        Volatile.Write(ref _dues[number % _dues.Length], due);
        bool isSent = channel == PtpChannel.Event ? _outgoing.SendEvent(new TransmitId(number), _destination, datagram) : _outgoing.SendGeneral(_destination, datagram);
        if (isSent)
        {
            _relayed++;
        }
        else
        {
            _refused++;
        }
    }
}
