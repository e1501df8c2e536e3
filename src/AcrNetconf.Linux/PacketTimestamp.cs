namespace AcrNetconf.Linux;

/// <summary>One kernel or device stamp, on every time scale it is known on. Zero means absent.</summary>
/// <param name="RealtimeNanoseconds">Software stamp on CLOCK_REALTIME.</param>
/// <param name="RawNanoseconds">
/// The same stamp carried to CLOCK_MONOTONIC_RAW, the host's undisciplined oscillator: whatever else steers the system clock does not show in it.
/// </param>
/// <param name="HardwareNanoseconds">Device stamp on the device's PTP hardware clock.</param>
/// <remarks>The default value carries no stamp at all.</remarks>
public readonly record struct PacketTimestamp(long RealtimeNanoseconds, long RawNanoseconds, long HardwareNanoseconds)
{
    /// <summary>True when neither kernel nor device stamped the packet.</summary>
    public bool IsNone => RealtimeNanoseconds == 0 && HardwareNanoseconds == 0;
}
