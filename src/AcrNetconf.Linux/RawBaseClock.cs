using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>CLOCK_MONOTONIC_RAW: the host's oscillator, which no time daemon steers.</summary>
internal sealed class RawBaseClock : IBaseClock
{
    public TimestampMode Stamps => TimestampMode.Software;

    public string Suffix => string.Empty;

    public long Read() => ClockCalls.ReadFast(DeviceConstants.ClockMonotonicRaw);

    public long Select(in PacketTimestamp timestamp) => timestamp.RawNanoseconds;

    public void Dispose()
    {
    }
}
