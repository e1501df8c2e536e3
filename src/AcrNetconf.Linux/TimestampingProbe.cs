using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>Finds out what timestamps can be had, and switches a device to hardware ones.</summary>
/// <remarks>Asking a device without hardware support for hardware stamps fails silently in the kernel: no error, no stamp. Hence asking first.</remarks>
public static class TimestampingProbe
{
    private const uint Ptp4Filters = (1u << DeviceConstants.FilterAll) | (1u << DeviceConstants.FilterV2L4Event) | (1u << DeviceConstants.FilterV2Event);

    /// <summary>The device that carries a local address.</summary>
    /// <exception cref="LinuxException">No device of the scope does.</exception>
    public static string FindDevice(NetworkScope scope, PtpAddress local)
    {
        foreach ((string device, PtpAddress address) in scope.Run(DeviceCalls.ListAddresses))
        {
            // Every address of 127.0.0.0/8 is local to the device that carries one of them, configured or not.
            if (address == local || (address.IsLoopback && local.IsLoopback && local.IsIPv4))
            {
                return device;
            }
        }

        throw new LinuxException(Errno.EADDRNOTAVAIL, "getifaddrs", $"address {local} is not configured on this host{scope.Suffix}");
    }

    /// <summary>The device datagrams from <paramref name="local"/> to <paramref name="peer"/> leave by, or null when there is no route.</summary>
    public static string? FindRouteDevice(NetworkScope scope, PtpAddress local, PtpAddress peer) => scope.Run(() =>
    {
        int socket = SocketCalls.OpenDatagram(SocketConstants.AfInet);
        try
        {
            int vrf = scope.Kind == NetworkScopeKind.Vrf ? DeviceCalls.FindIndex(socket, scope.Name) : 0;
            int index = RouteQuery.FindOutputDevice(peer, local, vrf);
            return index == 0 ? null : DeviceCalls.FindName(socket, index);
        }
        finally
        {
            SocketCalls.Close(socket);
        }
    });

    /// <summary>What a device can do.</summary>
    /// <exception cref="LinuxException">There is no such device.</exception>
    public static TimestampingCapabilities Query(NetworkScope scope, string device) => WithSocket(scope, socket =>
    {
        int errno = DeviceCalls.GetTimestampInfo(socket, device, out EthtoolTimestampInfo info);
        return errno switch
        {
            0 => Interpret(device, info),
            // A driver without the query has software receive stamps only.
            Errno.EOPNOTSUPP => new TimestampingCapabilities(device, false, true, false, false, null),
            Errno.ENODEV => throw new LinuxException(errno, "ioctl(ETHTOOL_GET_TS_INFO)", $"device {device} does not exist{scope.Suffix}"),
            _ => throw new LinuxException(errno, $"ioctl(ETHTOOL_GET_TS_INFO) on {device}"),
        };
    });

    /// <summary>Switches a device to stamp PTP event messages, keeping a setting that already does.</summary>
    /// <exception cref="LinuxException">The device cannot, or this process may not.</exception>
    public static HardwareTimestamping EnableHardware(NetworkScope scope, string device)
    {
        TimestampingCapabilities capabilities = Query(scope, device);
        if (!capabilities.SupportsHardware)
        {
            throw new LinuxException(Errno.EOPNOTSUPP, "ioctl(ETHTOOL_GET_TS_INFO)", $"device {device} has no hardware timestamping{Missing(capabilities)}{scope.Suffix}");
        }

        return WithSocket(scope, socket => Switch(socket, scope, capabilities));
    }

    internal static T WithSocket<T>(NetworkScope scope, Func<int, T> question) => scope.Run(() =>
    {
        int socket = SocketCalls.OpenDatagram(SocketConstants.AfInet);
        try
        {
            return question(socket);
        }
        finally
        {
            SocketCalls.Close(socket);
        }
    });

    internal static TimestampingCapabilities Interpret(string device, in EthtoolTimestampInfo info)
    {
        var flags = (TimestampingFlags)info.SocketTimestamping;
        bool Has(TimestampingFlags wanted) => (flags & wanted) == wanted;
        return new TimestampingCapabilities(
            device,
            Has(TimestampingFlags.TransmitSoftware | TimestampingFlags.ReportSoftware),
            Has(TimestampingFlags.ReceiveSoftware | TimestampingFlags.ReportSoftware),
            Has(TimestampingFlags.TransmitHardware | TimestampingFlags.ReportRawHardware) && (info.TransmitTypes & (1u << DeviceConstants.TransmitOn)) != 0,
            Has(TimestampingFlags.ReceiveHardware | TimestampingFlags.ReportRawHardware) && (info.ReceiveFilters & Ptp4Filters) != 0,
            info.PhcIndex >= 0 ? info.PhcIndex : null);
    }

    private static string Missing(TimestampingCapabilities capabilities) => capabilities switch
    {
        { HardwareTransmit: false, HardwareReceive: false } => string.Empty,
        { HardwareReceive: false } => " of received PTP messages over UDP",
        { HardwareTransmit: false } => " of sent messages",
        _ => " clock",
    };

    private static HardwareTimestamping Switch(int socket, NetworkScope scope, TimestampingCapabilities capabilities)
    {
        string device = capabilities.Device;
        HardwareTimestampConfig found = default;
        bool known = DeviceCalls.HardwareTimestamp(socket, device, DeviceConstants.SiocGetHardwareTimestamp, ref found) == 0;
        if (known && IsSufficient(found))
        {
            return new HardwareTimestamping(scope, capabilities, found, null);
        }

        int errno = Errno.ERANGE;
        // From the narrowest that serves to the widest; drivers may widen on their own.
        foreach (int filter in (ReadOnlySpan<int>)[DeviceConstants.FilterV2Event, DeviceConstants.FilterV2L4Event, DeviceConstants.FilterAll])
        {
            HardwareTimestampConfig wanted = new() { TransmitType = DeviceConstants.TransmitOn, ReceiveFilter = filter };
            errno = DeviceCalls.HardwareTimestamp(socket, device, DeviceConstants.SiocSetHardwareTimestamp, ref wanted);
            if (errno == 0)
            {
                HardwareTimestampConfig inForce = wanted;
                bool readBack = DeviceCalls.HardwareTimestamp(socket, device, DeviceConstants.SiocGetHardwareTimestamp, ref inForce) == 0;
                return new HardwareTimestamping(scope, capabilities, readBack ? inForce : wanted, known ? found : default(HardwareTimestampConfig));
            }

            if (errno != Errno.ERANGE)
            {
                break;
            }
        }

        throw new LinuxException(errno, "ioctl(SIOCSHWTSTAMP)", errno switch
        {
            Errno.EPERM => $"device {device}: switching hardware timestamps on needs the capability CAP_NET_ADMIN{scope.Suffix}",
            Errno.ERANGE => $"device {device} cannot timestamp PTP messages over UDP in hardware{scope.Suffix}",
            Errno.EOPNOTSUPP => $"device {device} has no hardware timestamping{scope.Suffix}",
            _ => new LinuxException(errno, $"ioctl(SIOCSHWTSTAMP) on {device}").Message,
        });
    }

    // One-step Sync left behind by a grandmaster still stamps our Delay_Req.
    private static bool IsSufficient(in HardwareTimestampConfig config) =>
        config.TransmitType is DeviceConstants.TransmitOn or DeviceConstants.TransmitOneStepSync
        && config.ReceiveFilter is DeviceConstants.FilterAll or DeviceConstants.FilterV2L4Event or DeviceConstants.FilterV2Event;
}
