using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux;

/// <summary>A clock to steer that also reads packet timestamps as its own time.</summary>
public interface IPacketClock : IAdjustableClock
{
    /// <summary>Which stamps describe this clock.</summary>
    TimestampMode Stamps { get; }

    /// <summary>
    /// This clock's reading at the moment the packet was stamped; false when the stamp is on another time scale. Same thread rule as the rest.
    /// </summary>
    bool TryConvert(in PacketTimestamp timestamp, out PtpInstant instant);
}
