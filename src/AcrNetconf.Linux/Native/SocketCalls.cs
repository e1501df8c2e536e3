using System.Runtime.InteropServices;
using System.Text;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Native;

/// <summary>Socket system calls as checked methods; failures are <see cref="LinuxException"/>.</summary>
internal static unsafe class SocketCalls
{
    public static int OpenDatagram(int family)
    {
        int fd = Libc.Socket(family, SocketConstants.SockDgram | SocketConstants.SockNonBlock | SocketConstants.SockCloExec, 0);
        return fd >= 0 ? fd : throw LinuxException.FromLastError("socket");
    }

    public static int OpenNetlinkRoute()
    {
        int fd = Libc.Socket(SocketConstants.AfNetlink, SocketConstants.SockRaw | SocketConstants.SockCloExec, 0);
        return fd >= 0 ? fd : throw LinuxException.FromLastError("socket(AF_NETLINK)");
    }

    public static void Close(int fd) => _ = Libc.Close(fd);

    public static void SetOption(int fd, int level, int option, int value, string call)
    {
        if (!TrySetOption(fd, level, option, value))
        {
            throw LinuxException.FromLastError(call);
        }
    }

    public static bool TrySetOption(int fd, int level, int option, int value) => Libc.SetSockOpt(fd, level, option, &value, sizeof(int)) == 0;

    public static int GetOption(int fd, int level, int option)
    {
        int value = 0;
        uint length = sizeof(int);
        return Libc.GetSockOpt(fd, level, option, &value, &length) == 0 ? value : 0;
    }

    public static void BindToDevice(int fd, string device)
    {
        byte[] name = Encoding.UTF8.GetBytes(device + '\0');
        fixed (byte* bytes = name)
        {
            if (Libc.SetSockOpt(fd, SocketConstants.SolSocket, SocketConstants.SoBindToDevice, bytes, (uint)name.Length) != 0)
            {
                throw LinuxException.FromLastError("setsockopt(SO_BINDTODEVICE)");
            }
        }
    }

    /// <summary>Returns 0, or the errno.</summary>
    public static int Bind(int fd, PtpAddress address, int port)
    {
        byte* name = stackalloc byte[SocketAddressCodec.MaximumSize];
        int length = SocketAddressCodec.Write(new Span<byte>(name, SocketAddressCodec.MaximumSize), address, port);
        return Libc.Bind(fd, name, (uint)length) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    public static int LocalPort(int fd)
    {
        byte* name = stackalloc byte[SocketAddressCodec.MaximumSize];
        uint length = SocketAddressCodec.MaximumSize;
        if (Libc.GetSockName(fd, name, &length) != 0)
        {
            throw LinuxException.FromLastError("getsockname");
        }

        _ = SocketAddressCodec.Read(new ReadOnlySpan<byte>(name, (int)length), out int port);
        return port;
    }

    public static int CreateWakeup()
    {
        int fd = Libc.EventFd(0, SocketConstants.EventFdFlags);
        return fd >= 0 ? fd : throw LinuxException.FromLastError("eventfd");
    }

    public static void Wake(int eventFd)
    {
        ulong one = 1;
        _ = Libc.Write(eventFd, &one, sizeof(ulong));
    }

    /// <summary>Takes the calls back that woke it; the descriptor does not block.</summary>
    public static void ClearWakeup(int eventFd)
    {
        ulong count;
        _ = Libc.Read(eventFd, &count, sizeof(ulong));
    }

    /// <summary>Waits for any of the descriptors; an interrupted wait counts as a time-out.</summary>
    public static int Poll(Span<PollDescriptor> descriptors, long timeoutNanoseconds)
    {
        Timespec timeout = new() { Seconds = timeoutNanoseconds / 1_000_000_000, Nanoseconds = timeoutNanoseconds % 1_000_000_000 };
        fixed (PollDescriptor* first = descriptors)
        {
            int ready = Libc.Poll(first, (ulong)descriptors.Length, &timeout, null);
            if (ready >= 0)
            {
                return ready;
            }
        }

        foreach (ref PollDescriptor descriptor in descriptors)
        {
            descriptor.Returned = 0;
        }

        int errno = Marshal.GetLastPInvokeError();
        return errno is Errno.EINTR or Errno.EAGAIN ? 0 : throw new LinuxException(errno, "ppoll");
    }

    /// <summary>Sends one request on a netlink socket and receives the first answer; returns its length.</summary>
    public static int Exchange(int fd, ReadOnlySpan<byte> request, Span<byte> answer)
    {
        fixed (byte* source = request, destination = answer)
        {
            if (Libc.Write(fd, source, (nuint)request.Length) != request.Length)
            {
                throw LinuxException.FromLastError("write(AF_NETLINK)");
            }

            nint length = Libc.Read(fd, destination, (nuint)answer.Length);
            return length >= 0 ? (int)length : throw LinuxException.FromLastError("read(AF_NETLINK)");
        }
    }
}
