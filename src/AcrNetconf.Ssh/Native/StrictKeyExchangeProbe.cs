using System.Buffers.Binary;
using System.Text;

namespace AcrNetconf.Ssh.Native;

/// <summary>Asks our own server, over a socket pair, what it offers: the only way to learn whether libssh has strict key exchange.</summary>
internal static unsafe class StrictKeyExchangeProbe
{
    private const int UnixDomain = 1;
    private const int StreamNonBlockingCloseOnExec = 1 | 0x800 | 0x80000;
    private const byte KexInit = 20;
    private const int Cookie = 16;

    /// <summary>The key exchange names of the server's first SSH_MSG_KEXINIT (RFC 4253 §7.1); empty when it could not be read.</summary>
    public static string[] OfferedKeyExchanges(NativeBind bind)
    {
        int* pair = stackalloc int[2];
        if (LibC.SocketPair(UnixDomain, StreamNonBlockingCloseOnExec, 0, pair) != 0)
        {
            return [];
        }

        NativeSession? session = NativeSession.Start(bind, pair[0], SshAuthMethods.PublicKey, 1 << 30, 3600);
        string[] names = session is null ? [] : Talk(session, pair[1]);
        session?.Free();
        _ = LibC.Close(pair[1]);
        return names;
    }

    private static string[] Talk(NativeSession session, int fd)
    {
        ReadOnlySpan<byte> hello = "SSH-2.0-probe\r\n"u8;
        fixed (byte* text = hello)
        {
            _ = LibC.Write(fd, text, (nuint)hello.Length);
        }

        byte[] received = new byte[8192];
        int length = 0;
        for (int i = 0; i < 64 && length < received.Length; i++)
        {
            bool moved = session.Poll();
            fixed (byte* to = received)
            {
                nint count = LibC.Read(fd, to + length, (nuint)(received.Length - length));
                length += count > 0 ? (int)count : 0;
                if (!moved && count <= 0)
                {
                    break;
                }
            }
        }

        return Parse(received.AsSpan(0, length));
    }

    /// <summary>Identification line, then u32 length, u8 padding, u8 20, 16 cookie, u32 + name-list.</summary>
    internal static string[] Parse(ReadOnlySpan<byte> stream)
    {
        int line = stream.IndexOf((byte)'\n');
        ReadOnlySpan<byte> packet = line < 0 ? default : stream[(line + 1)..];
        const int ListAt = 4 + 1 + 1 + Cookie;
        if (packet.Length < ListAt + 4 || packet[5] != KexInit)
        {
            return [];
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(packet[ListAt..]);
        ReadOnlySpan<byte> list = packet[(ListAt + 4)..];
        return length > list.Length ? [] : Encoding.ASCII.GetString(list[..(int)length]).Split(',');
    }
}
