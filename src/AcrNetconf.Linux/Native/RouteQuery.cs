using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Native;

/// <summary>Asks the kernel which device a datagram would leave by (rtnetlink RTM_GETROUTE).</summary>
/// <remarks>
/// <code>
/// nlmsghdr 16: length u32 | type u16 | flags u16 | sequence u32 | port u32
/// rtmsg    12: family | dst_len | src_len | tos | table | protocol | scope | type | flags u32
/// rtattr    4: length u16 | type u16 | payload, padded to 4
/// </code>
/// </remarks>
internal static class RouteQuery
{
    private const int HeaderSize = 16;
    private const int RouteSize = 12;
    private const ushort NewRoute = 24;
    private const ushort GetRoute = 26;
    private const ushort Request = 1;
    private const ushort Destination = 1;
    private const ushort Source = 2;
    private const ushort OutputDevice = 4;

    /// <summary>Interface index of the route, or 0 when there is none. <paramref name="vrfIndex"/> 0 means the main table.</summary>
    public static int FindOutputDevice(PtpAddress destination, PtpAddress source, int vrfIndex)
    {
        Span<byte> request = stackalloc byte[HeaderSize + RouteSize + 64];
        int length = Build(request, destination, source, vrfIndex);
        Span<byte> answer = stackalloc byte[4096];
        int socket = SocketCalls.OpenNetlinkRoute();
        try
        {
            return ReadOutputDevice(answer[..SocketCalls.Exchange(socket, request[..length], answer)]);
        }
        finally
        {
            SocketCalls.Close(socket);
        }
    }

    internal static int Build(Span<byte> request, PtpAddress destination, PtpAddress source, int vrfIndex)
    {
        request.Clear();
        request[HeaderSize] = (byte)(destination.IsIPv4 ? SocketConstants.AfInet : SocketConstants.AfInet6);
        request[HeaderSize + 1] = (byte)(destination.Length * 8);
        int length = HeaderSize + RouteSize;
        length += WriteAddress(request[length..], Destination, destination);
        if (!source.IsNone && source.IsIPv4 == destination.IsIPv4)
        {
            request[HeaderSize + 2] = (byte)(source.Length * 8);
            length += WriteAddress(request[length..], Source, source);
        }

        if (vrfIndex != 0)
        {
            WriteAttributeHeader(request[length..], OutputDevice, 4);
            MemoryMarshal.Write(request[(length + 4)..], in vrfIndex);
            length += 8;
        }

        uint total = (uint)length;
        ushort type = GetRoute;
        ushort flags = Request;
        MemoryMarshal.Write(request, in total);
        MemoryMarshal.Write(request[4..], in type);
        MemoryMarshal.Write(request[6..], in flags);
        return length;
    }

    /// <summary>Interface index in an RTM_NEWROUTE answer; 0 for anything else. Never throws.</summary>
    internal static int ReadOutputDevice(ReadOnlySpan<byte> answer)
    {
        if (answer.Length < HeaderSize + RouteSize || MemoryMarshal.Read<ushort>(answer[4..]) != NewRoute)
        {
            return 0;
        }

        ReadOnlySpan<byte> rest = answer[(HeaderSize + RouteSize)..];
        while (rest.Length >= 4)
        {
            int size = MemoryMarshal.Read<ushort>(rest);
            if (size < 4 || size > rest.Length)
            {
                return 0;
            }

            if (MemoryMarshal.Read<ushort>(rest[2..]) == OutputDevice && size >= 8)
            {
                return MemoryMarshal.Read<int>(rest[4..]);
            }

            rest = rest[Math.Min((size + 3) & ~3, rest.Length)..];
        }

        return 0;
    }

    private static int WriteAddress(Span<byte> destination, ushort type, PtpAddress address)
    {
        WriteAttributeHeader(destination, type, address.Length);
        return 4 + address.Write(destination[4..]);
    }

    private static void WriteAttributeHeader(Span<byte> destination, ushort type, int payload)
    {
        ushort length = (ushort)(4 + payload);
        MemoryMarshal.Write(destination, in length);
        MemoryMarshal.Write(destination[2..], in type);
    }
}
