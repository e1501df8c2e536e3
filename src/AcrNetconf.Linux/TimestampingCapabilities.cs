namespace AcrNetconf.Linux;

/// <summary>What a network device says about timestamps (ETHTOOL_GET_TS_INFO).</summary>
/// <param name="Device">Its name.</param>
/// <param name="SoftwareTransmit">The driver stamps packets as it hands them to the hardware.</param>
/// <param name="SoftwareReceive">The stack stamps packets as they come from the driver; every device can.</param>
/// <param name="HardwareTransmit">The device stamps what it sends.</param>
/// <param name="HardwareReceive">The device stamps received PTP event messages over UDP, or everything.</param>
/// <param name="PhcIndex">Index of the hardware clock the stamps are read from, or null.</param>
public sealed record TimestampingCapabilities(
    string Device,
    bool SoftwareTransmit,
    bool SoftwareReceive,
    bool HardwareTransmit,
    bool HardwareReceive,
    int? PhcIndex)
{
    /// <summary>What the device failed to do although it claims to; null when nothing is known against it.</summary>
    public string? Disproved { get; init; }

    /// <summary>Everything a client in hardware mode needs.</summary>
    public bool SupportsHardware => Disproved is null && HardwareTransmit && HardwareReceive && PhcIndex is not null;
}
