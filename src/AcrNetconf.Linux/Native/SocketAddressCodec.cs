using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Native;

/// <summary>sockaddr_in and sockaddr_in6 to and from an address and a port.</summary>
/// <remarks>
/// <code>
/// sockaddr_in  16 octets: family u16 host order | port u16 | address 4 | zero 8
/// sockaddr_in6 28 octets: family u16 host order | port u16 | flow 4 | address 16 | scope 4
/// </code>
/// </remarks>
internal static class SocketAddressCodec
{
    public const int MaximumSize = 28;
    private const int InetSize = 16;

    public static int Write(Span<byte> destination, PtpAddress address, int port)
    {
        int size = address.IsIPv4 ? InetSize : MaximumSize;
        destination[..size].Clear();
        ushort family = address.IsIPv4 ? (ushort)SocketConstants.AfInet : (ushort)SocketConstants.AfInet6;
        MemoryMarshal.Write(destination, in family);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)port);
        _ = address.Write(destination[(address.IsIPv4 ? 4 : 8)..]);
        return size;
    }

    /// <summary>Any octets in; <see cref="PtpAddress.None"/> when they are no IP socket address.</summary>
    public static PtpAddress Read(ReadOnlySpan<byte> source, out int port)
    {
        port = 0;
        if (source.Length < InetSize)
        {
            return PtpAddress.None;
        }

        port = BinaryPrimitives.ReadUInt16BigEndian(source[2..]);
        return MemoryMarshal.Read<ushort>(source) switch
        {
            SocketConstants.AfInet => PtpAddress.FromBytes(source.Slice(4, 4)),
            SocketConstants.AfInet6 when source.Length >= 24 => PtpAddress.FromBytes(source.Slice(8, 16)),
            _ => PtpAddress.None,
        };
    }
}
