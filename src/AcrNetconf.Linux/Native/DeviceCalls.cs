using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Native;

/// <summary>Questions to network devices, by ioctl on any datagram socket of the right namespace.</summary>
internal static unsafe class DeviceCalls
{
    /// <summary>Longest interface name, without the terminating zero.</summary>
    public const int MaximumNameLength = 15;

    /// <summary>Index of the device, or 0 when there is none of that name.</summary>
    public static int FindIndex(int socket, string device)
    {
        InterfaceRequest request = RequestFor(device);
        return Libc.Ioctl(socket, DeviceConstants.SiocGetIfIndex, &request) == 0 ? request.Index : 0;
    }

    /// <summary>Name of the device with that index, or null.</summary>
    public static string? FindName(int socket, int index)
    {
        InterfaceRequest request = default;
        request.Index = index;
        return Libc.Ioctl(socket, DeviceConstants.SiocGetIfName, &request) == 0 ? ReadText(request.Name[..]) : null;
    }

    /// <summary>Name of the driver behind the device, or null when it does not say.</summary>
    public static string? FindDriver(int socket, string device)
    {
        EthtoolDriverInfo info = default;
        info.Command = DeviceConstants.EthtoolGetDriverInfo;
        InterfaceRequest request = RequestFor(device);
        request.Data = (nint)(&info);
        return Libc.Ioctl(socket, DeviceConstants.SiocEthtool, &request) == 0 ? ReadText(info.Driver[..]) : null;
    }

    /// <summary>ETHTOOL_GET_TS_INFO; returns 0, or the errno.</summary>
    public static int GetTimestampInfo(int socket, string device, out EthtoolTimestampInfo answer)
    {
        EthtoolTimestampInfo info = default;
        info.Command = DeviceConstants.EthtoolGetTimestampInfo;
        InterfaceRequest request = RequestFor(device);
        request.Data = (nint)(&info);
        int errno = Libc.Ioctl(socket, DeviceConstants.SiocEthtool, &request) == 0 ? 0 : Marshal.GetLastPInvokeError();
        answer = info;
        return errno;
    }

    /// <summary>SIOCSHWTSTAMP or SIOCGHWTSTAMP; the driver may write back something wider. Returns 0, or the errno.</summary>
    public static int HardwareTimestamp(int socket, string device, ulong ioctl, ref HardwareTimestampConfig config)
    {
        HardwareTimestampConfig copy = config;
        InterfaceRequest request = RequestFor(device);
        request.Data = (nint)(&copy);
        int errno = Libc.Ioctl(socket, ioctl, &request) == 0 ? 0 : Marshal.GetLastPInvokeError();
        config = copy;
        return errno;
    }

    /// <summary>Every (device, address) pair of the calling thread's network namespace.</summary>
    public static List<(string Device, PtpAddress Address)> ListAddresses()
    {
        InterfaceAddressEntry* first = null;
        if (Libc.GetIfAddrs(&first) != 0)
        {
            throw LinuxException.FromLastError("getifaddrs");
        }

        var found = new List<(string, PtpAddress)>();
        for (InterfaceAddressEntry* entry = first; entry != null; entry = (InterfaceAddressEntry*)entry->Next)
        {
            if (entry->Address == 0)
            {
                continue;
            }

            ushort family = *(ushort*)entry->Address;
            int length = family == SocketConstants.AfInet ? 16 : family == SocketConstants.AfInet6 ? SocketAddressCodec.MaximumSize : 0;
            PtpAddress address = SocketAddressCodec.Read(new ReadOnlySpan<byte>((void*)entry->Address, length), out _);
            if (!address.IsNone)
            {
                found.Add((Marshal.PtrToStringUTF8(entry->Name) ?? string.Empty, address));
            }
        }

        Libc.FreeIfAddrs(first);
        return found;
    }

    private static InterfaceRequest RequestFor(string device)
    {
        InterfaceRequest request = default;
        Span<byte> name = request.Name;
        if (device.Length == 0 || Encoding.UTF8.GetByteCount(device) > MaximumNameLength)
        {
            return request;
        }

        _ = Encoding.UTF8.GetBytes(device, name);
        return request;
    }

    private static string ReadText(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
