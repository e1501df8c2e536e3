using System.Runtime.InteropServices;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Native;

/// <summary>Buffers for recvmmsg, allocated once outside the managed heap so that receiving allocates nothing.</summary>
/// <remarks>
/// Owned by one thread. What the methods return is valid until the next <see cref="Receive"/>.
/// <code>
///  mmsghdr[BatchSize] │ slot 0: iovec, name, control, data │ slot 1 │ ...
/// </code>
/// </remarks>
internal sealed unsafe class MessageReceiver : IDisposable
{
    /// <summary>Messages taken by one call at most.</summary>
    public const int BatchSize = 16;

    /// <summary>Larger than any PTP message; a longer datagram is reported as truncated.</summary>
    public const int DataSize = 2048;

    private const int ControlSize = 512;
    private const int NameOffset = 32;
    private const int ControlOffset = 64;
    private const int DataOffset = ControlOffset + ControlSize;
    private const int SlotSize = DataOffset + DataSize;

    // Slots the kernel wrote to since they were prepared.
    private int _used = BatchSize;
    private byte* _memory = (byte*)NativeMemory.AllocZeroed((BatchSize * (nuint)sizeof(BatchedMessage)) + (BatchSize * SlotSize));

    private BatchedMessage* Messages => (BatchedMessage*)_memory;

    public ReadOnlySpan<byte> Data(int index) => new(Slot(index) + DataOffset, (int)Messages[index].Length);

    public ReadOnlySpan<byte> Control(int index) => new(Slot(index) + ControlOffset, (int)Messages[index].Header.ControlLength);

    public bool IsTruncated(int index) => (Messages[index].Header.Flags & SocketConstants.MsgTruncated) != 0;

    public PtpAddress Source(int index) => SocketAddressCodec.Read(
        new ReadOnlySpan<byte>(Slot(index) + NameOffset, (int)Math.Min(Messages[index].Header.NameLength, SocketAddressCodec.MaximumSize)), out _);

    /// <summary>Takes what is there, without waiting: up to <see cref="BatchSize"/> messages, 0 when there is none or a pending error was read away.</summary>
    public int Receive(int socket, int flags)
    {
        for (int i = 0; i < _used; i++)
        {
            Prepare(i);
        }

        int count = Math.Max(0, Libc.RecvMMsg(socket, Messages, BatchSize, flags | SocketConstants.MsgDontWait, null));
        // The slot after the last may have been begun with.
        _used = Math.Min(count + 1, BatchSize);
        return count;
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }

    private byte* Slot(int index) => _memory + (BatchSize * sizeof(BatchedMessage)) + (index * SlotSize);

    // The kernel writes lengths and flags over what it was given.
    private void Prepare(int index)
    {
        byte* slot = Slot(index);
        var vector = (IoVector*)slot;
        vector->Base = (nint)(slot + DataOffset);
        vector->Length = DataSize;
        ref MessageHeader header = ref Messages[index].Header;
        header.Name = (nint)(slot + NameOffset);
        header.NameLength = SocketAddressCodec.MaximumSize;
        header.Vectors = (nint)vector;
        header.VectorCount = 1;
        header.Control = (nint)(slot + ControlOffset);
        header.ControlLength = ControlSize;
        header.Flags = 0;
    }
}
