using System.Collections.Concurrent;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Interop.Linux;

/// <summary>Keeps what a socket delivered.</summary>
internal sealed class RecordingSink : IPacketSink
{
    public ConcurrentQueue<(byte[] Data, PtpAddress Source, PacketTimestamp Timestamp, PtpChannel Channel)> Datagrams { get; } = new();

    public ConcurrentDictionary<TransmitId, PacketTimestamp> Transmitted { get; } = new();

    public ConcurrentQueue<TransmitId> Missing { get; } = new();

    public void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PacketTimestamp timestamp, PtpChannel channel) =>
        Datagrams.Enqueue((datagram.ToArray(), source, timestamp, channel));

    public void OnTransmitted(TransmitId id, PacketTimestamp timestamp) => Transmitted[id] = timestamp;

    public void OnTransmitTimestampMissing(TransmitId id) => Missing.Enqueue(id);
}
