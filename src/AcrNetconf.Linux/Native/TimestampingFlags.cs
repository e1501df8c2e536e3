namespace AcrNetconf.Linux.Native;

/// <summary>SOF_TIMESTAMPING_*: what a socket asks for and what ETHTOOL_GET_TS_INFO says a device can do.</summary>
[Flags]
internal enum TimestampingFlags : uint
{
    None = 0,
    TransmitHardware = 0x1,
    TransmitSoftware = 0x2,
    ReceiveHardware = 0x4,
    ReceiveSoftware = 0x8,
    ReportSoftware = 0x10,
    ReportRawHardware = 0x40,

    /// <summary>Transmit stamps carry a key.</summary>
    OptId = 0x80,

    /// <summary>Transmit stamps come back without a copy of the packet.</summary>
    OptTimestampOnly = 0x800,

    SoftwareSet = TransmitSoftware | ReceiveSoftware | ReportSoftware | OptId | OptTimestampOnly,
    HardwareSet = TransmitHardware | ReceiveHardware | ReportRawHardware | OptId | OptTimestampOnly,
    HardwareCapability = TransmitHardware | ReceiveHardware | ReportRawHardware,
    SoftwareCapability = TransmitSoftware | ReceiveSoftware | ReportSoftware,
}
