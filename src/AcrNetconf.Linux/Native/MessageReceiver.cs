using System.Runtime.InteropServices;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Native;

/// <summary>Buffers for recvmsg, allocated once outside the managed heap so that receiving allocates nothing.</summary>
/// <remarks>Owned by one thread. What the properties return is valid until the next <see cref="Receive"/>.</remarks>
internal sealed unsafe class MessageReceiver : IDisposable
{
    /// <summary>Larger than any PTP message; a longer datagram is reported as truncated.</summary>
    public const int DataSize = 2048;

    private const int ControlSize = 512;
    private const int VectorOffset = 64;
    private const int NameOffset = 96;
    private const int ControlOffset = 128;
    private const int DataOffset = ControlOffset + ControlSize;

    private byte* _memory = (byte*)NativeMemory.AllocZeroed(DataOffset + DataSize);
    private int _received;

    private MessageHeader* Header => (MessageHeader*)_memory;

    public ReadOnlySpan<byte> Data => new(_memory + DataOffset, Math.Max(0, _received));

    public ReadOnlySpan<byte> Control => new(_memory + ControlOffset, (int)Header->ControlLength);

    public bool IsTruncated => (Header->Flags & SocketConstants.MsgTruncated) != 0;

    public PtpAddress Source => SocketAddressCodec.Read(new ReadOnlySpan<byte>(_memory + NameOffset, (int)Math.Min(Header->NameLength, SocketAddressCodec.MaximumSize)), out _);

    public int SourcePort
    {
        get
        {
            _ = SocketAddressCodec.Read(new ReadOnlySpan<byte>(_memory + NameOffset, (int)Math.Min(Header->NameLength, SocketAddressCodec.MaximumSize)), out int port);
            return port;
        }
    }

    /// <summary>Takes one message without waiting; returns 0, or the errno (EAGAIN when there is none).</summary>
    public int Receive(int socket, int flags)
    {
        var vector = (IoVector*)(_memory + VectorOffset);
        vector->Base = (nint)(_memory + DataOffset);
        vector->Length = DataSize;
        MessageHeader* header = Header;
        header->Name = (nint)(_memory + NameOffset);
        header->NameLength = SocketAddressCodec.MaximumSize;
        header->Vectors = (nint)vector;
        header->VectorCount = 1;
        header->Control = (nint)(_memory + ControlOffset);
        header->ControlLength = ControlSize;
        header->Flags = 0;
        nint result = Libc.RecvMsg(socket, header, flags | SocketConstants.MsgDontWait);
        _received = (int)result;
        return result >= 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
