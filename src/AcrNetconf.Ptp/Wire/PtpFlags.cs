namespace AcrNetconf.Ptp.Wire;

/// <summary>The two octets of flagField (IEEE 1588 §13.3.2.8) as one big-endian number.</summary>
[Flags]
public enum PtpFlags : ushort
{
    None = 0,
    Leap61 = 0x0001,
    Leap59 = 0x0002,
    CurrentUtcOffsetValid = 0x0004,
    PtpTimescale = 0x0008,
    TimeTraceable = 0x0010,
    FrequencyTraceable = 0x0020,
    SynchronizationUncertain = 0x0040,
    AlternateMaster = 0x0100,
    TwoStep = 0x0200,
    Unicast = 0x0400,
    ProfileSpecific1 = 0x2000,
    ProfileSpecific2 = 0x4000,
}
