using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>Takes what a <see cref="TimestampedSocket"/> receives.</summary>
/// <remarks>Called on the socket's reader thread, one call at a time: copy and return. Spans die with the call. Must not throw.</remarks>
public interface IPacketSink
{
    /// <summary>A datagram arrived; general messages carry no stamp.</summary>
    void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, PacketTimestamp timestamp, PtpChannel channel);

    /// <summary>An event message left the host at <paramref name="timestamp"/>.</summary>
    void OnTransmitted(TransmitId id, PacketTimestamp timestamp);

    /// <summary>No transmit stamp came within <see cref="TimestampedSocket.TransmitTimeout"/>.</summary>
    void OnTransmitTimestampMissing(TransmitId id);

    /// <summary>Everything that had arrived was handed over and the reader is about to sleep.</summary>
    /// <returns>Nanoseconds after which it is to ask again, or -1 for when something arrives.</returns>
    long OnWait(IPacketWaker reader) => -1;

    /// <summary>From now on <paramref name="reader"/> delivers. Any thread.</summary>
    void OnAttached(IPacketWaker reader)
    {
    }

    /// <summary>The reader delivers no more. Any thread.</summary>
    void OnDetached(IPacketWaker reader)
    {
    }
}
