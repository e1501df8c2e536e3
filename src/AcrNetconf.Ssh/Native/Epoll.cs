using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AcrNetconf.Ssh.Native;

/// <summary>One epoll set, one-shot: an armed descriptor reports once and is then silent until armed again.</summary>
/// <remarks>All methods may be called from any thread; <see cref="Wait"/> from one. Dispose only after the waiting thread has ended.</remarks>
internal sealed unsafe class Epoll : IDisposable
{
    private const uint Readable = 1;
    private const uint Writable = 4;
    private const uint OneShot = 1u << 30;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int Interrupted = 4;
    private const ulong WakeKey = ulong.MaxValue;
    private const int MaxEvents = 128;

    // struct epoll_event is packed on x86 only: u32 events, then u64 data at 4 or at 8.
    private static readonly int DataOffset =
        RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;

    private static readonly int EventSize = DataOffset + 8;

    private readonly int _epoll;
    private readonly int _wake;
    private bool _disposed;

    public Epoll()
    {
        _epoll = Check(LibC.EpollCreate(CloseOnExec), "epoll_create1");
        _wake = Check(LibC.EventFd(0, CloseOnExec | NonBlocking), "eventfd");
        Check(Control(Operation.Add, _wake, Readable, WakeKey), "epoll_ctl");
    }

    private enum Operation
    {
        Add = 1,
        Delete = 2,
        Modify = 3,
    }

    /// <summary>Registers a descriptor, not armed yet.</summary>
    /// <exception cref="Win32Exception">The kernel refuses (out of watches).</exception>
    public void Add(int fd, long key) => Check(Control(Operation.Add, fd, OneShot, (ulong)key), "epoll_ctl");

    public void Arm(int fd, long key, bool forWriting) =>
        Control(Operation.Modify, fd, OneShot | Readable | (forWriting ? Writable : 0), (ulong)key);

    public void Remove(int fd) => Control(Operation.Delete, fd, 0, 0);

    /// <summary>Waits for events and writes their keys; 0 keys after <see cref="Wake"/>.</summary>
    public int Wait(Span<long> keys)
    {
        byte* events = stackalloc byte[MaxEvents * EventSize];
        int count = LibC.EpollWait(_epoll, events, Math.Min(MaxEvents, keys.Length), -1);
        if (count < 0)
        {
            return Marshal.GetLastPInvokeError() == Interrupted ? 0 : Check(count, "epoll_wait");
        }

        int written = 0;
        for (int i = 0; i < count; i++)
        {
            ulong key = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(events + (i * EventSize) + DataOffset, 8));
            if (key != WakeKey)
            {
                keys[written++] = (long)key;
            }
        }

        return written;
    }

    /// <summary>Makes <see cref="Wait"/> return, now and on every later call.</summary>
    public void Wake()
    {
        ulong one = 1;
        _ = LibC.Write(_wake, &one, sizeof(ulong));
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _ = LibC.Close(_wake);
            _ = LibC.Close(_epoll);
        }
    }

    private static int Check(int result, string call) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), call);

    private int Control(Operation operation, int fd, uint events, ulong key)
    {
        byte* ev = stackalloc byte[16];
        *(uint*)ev = events;
        BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(ev + DataOffset, 8), key);
        return LibC.EpollControl(_epoll, (int)operation, fd, ev);
    }
}
