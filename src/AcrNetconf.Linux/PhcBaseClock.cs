namespace AcrNetconf.Linux;

/// <summary>A PTP hardware clock left free-running: device stamps, disciplined in software.</summary>
internal sealed class PhcBaseClock(PhcClock phc) : IBaseClock
{
    public TimestampMode Stamps => TimestampMode.Hardware;

    public string Suffix => $" on {phc.Name}";

    public long Read() => phc.Now.Nanoseconds;

    public long Select(in PacketTimestamp timestamp) => timestamp.HardwareNanoseconds;

    public void Dispose() => phc.Dispose();
}
