using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux.Loop;

/// <summary>What a <see cref="PacketLoop"/> drives. Every call comes from the loop, one at a time.</summary>
public interface IPacketLoopHandler
{
    /// <summary>A datagram, valid during the call.</summary>
    void OnDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel, MonotonicTime now);

    /// <summary>An event message left.</summary>
    void OnTransmitted(TransmitId id, in PacketTimestamp timestamp, MonotonicTime now);

    /// <summary>The transmit stamp of an event message will not come.</summary>
    void OnTransmitTimestampMissing(TransmitId id, MonotonicTime now);

    /// <summary>The moment set by <see cref="PacketLoop.SetTimer"/> has come.</summary>
    void OnTimer(MonotonicTime now);

    /// <summary>Everything that was waiting has been handled; the loop is about to sleep.</summary>
    void OnIdle(MonotonicTime now);
}
