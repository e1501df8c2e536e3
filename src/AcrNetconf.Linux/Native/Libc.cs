using System.Runtime.InteropServices;

namespace AcrNetconf.Linux.Native;

/// <summary>The C library entry points used. Every one is a thin system call; results are checked by the callers.</summary>
/// <remarks>ioctl is variadic in C; with one pointer argument its calling convention equals a fixed one on Linux x86-64 and arm64.</remarks>
internal static unsafe partial class Libc
{
    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport(Name, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport(Name, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int fd, byte* address, uint length);

    [LibraryImport(Name, EntryPoint = "getsockname", SetLastError = true)]
    public static partial int GetSockName(int fd, byte* address, uint* length);

    [LibraryImport(Name, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSockOpt(int fd, int level, int option, void* value, uint length);

    [LibraryImport(Name, EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetSockOpt(int fd, int level, int option, void* value, uint* length);

    [LibraryImport(Name, EntryPoint = "recvmmsg")]
    public static partial int RecvMMsg(int fd, BatchedMessage* messages, uint count, int flags, Timespec* timeout);

    [LibraryImport(Name, EntryPoint = "sendmsg", SetLastError = true)]
    public static partial nint SendMsg(int fd, MessageHeader* message, int flags);

    [LibraryImport(Name, EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, ulong count, Timespec* timeout, void* signals);

    [LibraryImport(Name, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(int fd, ulong request, void* argument);

    [LibraryImport(Name, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Name, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int fd, void* buffer, nuint length);

    [LibraryImport(Name, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int fd, void* buffer, nuint length);

    [LibraryImport(Name, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport(Name, EntryPoint = "uname")]
    public static partial int Uname(Span<byte> names);

    [LibraryImport(Name, EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNs(int fd, int kind);

    [LibraryImport(Name, EntryPoint = "getifaddrs", SetLastError = true)]
    public static partial int GetIfAddrs(InterfaceAddressEntry** list);

    [LibraryImport(Name, EntryPoint = "freeifaddrs")]
    public static partial void FreeIfAddrs(InterfaceAddressEntry* list);

    [LibraryImport(Name, EntryPoint = "clock_adjtime", SetLastError = true)]
    public static partial int ClockAdjTime(int clock, Timex* request);

    [LibraryImport(Name, EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int ClockGetTime(int clock, Timespec* time);

    /// <summary>As <see cref="ClockGetTime"/> for clocks the vDSO reads without entering the kernel.</summary>
    [LibraryImport(Name, EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    public static partial int ClockGetTimeFast(int clock, Timespec* time);

    [LibraryImport(Name, EntryPoint = "getpwuid_r")]
    public static partial int GetPwUid(uint uid, nint* entry, byte* buffer, nuint length, nint** found);

    [LibraryImport(Name, EntryPoint = "getpwnam_r", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetPwNam(string name, nint* entry, byte* buffer, nuint length, nint** found);

    [LibraryImport(Name, EntryPoint = "getgrnam_r", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetGrNam(string name, nint* entry, byte* buffer, nuint length, nint** found);

    [LibraryImport(Name, EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint uid, uint gid);
}
