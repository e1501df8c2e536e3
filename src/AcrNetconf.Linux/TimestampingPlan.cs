using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>Which stamps and which clock will serve a local address: the operator's wishes held against what the device can do.</summary>
/// <param name="Mode">Who stamps.</param>
/// <param name="Clock">What is steered.</param>
/// <param name="Capabilities">What the device that carries the address can do.</param>
public sealed record TimestampingPlan(TimestampMode Mode, ClockKey Clock, TimestampingCapabilities Capabilities)
{
    /// <summary>Finds the device and decides; nothing is opened or switched yet.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="local">The address that will be bound.</param>
    /// <param name="source">The operator's wish for stamps.</param>
    /// <param name="clock">The operator's wish for the clock.</param>
    /// <param name="disproved">What the device was seen not to do although it claims to, or null.</param>
    /// <exception cref="LinuxException">The address is not there, or device, stamps and clock do not go together.</exception>
    public static TimestampingPlan Create(NetworkScope scope, PtpAddress local, TimestampSource source, ClockSelection clock, string? disproved = null) =>
        Decide(TimestampingProbe.Query(scope, TimestampingProbe.FindDevice(scope, local)) with { Disproved = disproved }, scope, source, clock);

    internal static TimestampingPlan Decide(TimestampingCapabilities device, NetworkScope scope, TimestampSource source, ClockSelection clock)
    {
        if (source == TimestampSource.Hardware && !device.SupportsHardware)
        {
            throw new LinuxException(Native.Errno.EOPNOTSUPP, "ioctl(ETHTOOL_GET_TS_INFO)", device.Disproved is { } failure
                ? $"device {device.Device} claims hardware timestamping but {failure}{scope.Suffix}"
                : $"device {device.Device} has no hardware timestamping{scope.Suffix}");
        }

        // A software-only clock decides for software when the operator left the choice open.
        bool hardware = source == TimestampSource.Hardware || (source == TimestampSource.Auto && device.SupportsHardware && clock.Kind != ClockKind.System);
        string? phc = hardware ? PhcClock.PathOf(device.PhcIndex.GetValueOrDefault()) : null;
        TimestampMode mode = hardware ? TimestampMode.Hardware : TimestampMode.Software;
        return clock.Kind switch
        {
            ClockKind.System when hardware => throw Refuse("clock system can only be steered by software timestamps"),
            ClockKind.System => new TimestampingPlan(mode, ClockKey.System, device),
            ClockKind.Phc when !hardware => throw Refuse($"clock {clock.Device} can only be steered by hardware timestamps, which device {device.Device} does not give"),
            ClockKind.Phc when clock.Device != phc => throw Refuse($"device {device.Device} timestamps with {phc}, not with {clock.Device}"),
            ClockKind.Phc => new TimestampingPlan(mode, new ClockKey(ClockKind.Phc, phc), device),
            null when hardware => new TimestampingPlan(mode, new ClockKey(ClockKind.Phc, phc), device),
            _ => new TimestampingPlan(mode, new ClockKey(ClockKind.Virtual, phc), device),
        };

        static LinuxException Refuse(string sentence) => new(0, "timestamping", sentence);
    }
}
