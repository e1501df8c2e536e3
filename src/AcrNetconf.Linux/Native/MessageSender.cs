using System.Runtime.InteropServices;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Native;

/// <summary>Sends one datagram with sendmsg, with or without the key its transmit timestamp shall carry. Allocates nothing.</summary>
internal static unsafe class MessageSender
{
    private static readonly Lazy<bool> ExplicitKeys = new(ProbeExplicitKeys);

    /// <summary>Whether this kernel takes SCM_TS_OPT_ID (6.13 and later), found out by asking it.</summary>
    public static bool SupportsExplicitKeys => ExplicitKeys.Value;

    /// <summary>Returns 0, or the errno.</summary>
    public static int Send(int socket, PtpAddress destination, int port, ReadOnlySpan<byte> packet, uint? key)
    {
        byte* name = stackalloc byte[SocketAddressCodec.MaximumSize + 4];
        byte* control = stackalloc byte[24];
        int nameLength = SocketAddressCodec.Write(new Span<byte>(name, SocketAddressCodec.MaximumSize), destination, port);
        int controlLength = 0;
        if (key is uint value)
        {
            controlLength = ControlMessages.Write(
                new Span<byte>(control, 24), SocketConstants.SolSocket, SocketConstants.ScmTimestampId, MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in value)));
        }

        fixed (byte* data = packet)
        {
            IoVector vector;
            vector.Base = (nint)data;
            vector.Length = (nuint)packet.Length;
            MessageHeader header = default;
            header.Name = (nint)name;
            header.NameLength = (uint)nameLength;
            header.Vectors = (nint)(&vector);
            header.VectorCount = 1;
            header.Control = controlLength == 0 ? 0 : (nint)control;
            header.ControlLength = (nuint)controlLength;
            return Libc.SendMsg(socket, &header, SocketConstants.MsgDontWait) >= 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    // Ancillary data is read before the route is looked up, so a datagram to the broadcast address on a socket that may not broadcast is never
    // sent: an unknown message type answers EINVAL, a known one gets as far as EACCES or "no route".
    private static bool ProbeExplicitKeys()
    {
        int socket = SocketCalls.OpenDatagram(SocketConstants.AfInet);
        try
        {
            SocketCalls.SetOption(socket, SocketConstants.SolSocket, SocketConstants.SoTimestamping, (int)TimestampingFlags.SoftwareSet, "setsockopt(SO_TIMESTAMPING)");
            return Send(socket, PtpAddress.FromIPv4(0xFFFF_FFFF), 9, [0], 1) != Errno.EINVAL;
        }
        finally
        {
            SocketCalls.Close(socket);
        }
    }
}
