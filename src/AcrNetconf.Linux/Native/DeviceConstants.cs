namespace AcrNetconf.Linux.Native;

/// <summary>ioctl requests and their enumerations: network device timestamping and PTP hardware clocks.</summary>
internal static class DeviceConstants
{
    public const ulong SiocGetIfName = 0x8910;
    public const ulong SiocGetIfIndex = 0x8933;
    public const ulong SiocEthtool = 0x8946;
    public const ulong SiocSetHardwareTimestamp = 0x89B0;
    public const ulong SiocGetHardwareTimestamp = 0x89B1;

    public const uint EthtoolGetDriverInfo = 0x03;
    public const uint EthtoolGetTimestampInfo = 0x41;

    public const int TransmitOff = 0;
    public const int TransmitOn = 1;
    public const int TransmitOneStepSync = 2;

    public const int FilterNone = 0;
    public const int FilterAll = 1;
    public const int FilterV2L4Event = 6;
    public const int FilterV2Event = 12;

    /// <summary>PTP_CLOCK_GETCAPS: _IOR('=', 1, 80 octets).</summary>
    public const ulong PtpClockGetCaps = 0x80503D01;

    public const int ClockRealtime = 0;
    public const int ClockMonotonic = 1;
    public const int ClockMonotonicRaw = 4;

    public const uint AdjFrequency = 0x0002;
    public const uint AdjSetOffset = 0x0100;
    public const uint AdjNano = 0x2000;

    /// <summary>Clock identifier of an open PHC (the kernel's FD_TO_CLOCKID).</summary>
    public static int ClockIdOf(int fileDescriptor) => (~fileDescriptor << 3) | 3;
}
