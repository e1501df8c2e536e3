using System.Runtime.InteropServices;

namespace AcrNetconf.Linux.Native;

/// <summary>Reading and adjusting POSIX clocks.</summary>
internal static unsafe class ClockCalls
{
    private const long GoodSandwichNanoseconds = 300;
    private const int SandwichTries = 4;

    /// <summary>Reads a clock that the C library answers without a system call.</summary>
    public static long ReadFast(int clock)
    {
        Timespec time;
        _ = Libc.ClockGetTimeFast(clock, &time);
        return time.TotalNanoseconds;
    }

    /// <summary>Reads any clock.</summary>
    public static long Read(int clock)
    {
        Timespec time;
        return Libc.ClockGetTime(clock, &time) == 0 ? time.TotalNanoseconds : throw LinuxException.FromLastError("clock_gettime");
    }

    /// <summary>CLOCK_REALTIME minus CLOCK_MONOTONIC_RAW now: the narrowest of a few raw-real-raw sandwiches.</summary>
    public static long RealtimeMinusRaw()
    {
        long best = long.MaxValue;
        long difference = 0;
        long before = ReadFast(DeviceConstants.ClockMonotonicRaw);
        for (int i = 0; i < SandwichTries && best > GoodSandwichNanoseconds; i++)
        {
            long realtime = ReadFast(DeviceConstants.ClockRealtime);
            long after = ReadFast(DeviceConstants.ClockMonotonicRaw);
            if (after - before < best)
            {
                best = after - before;
                difference = realtime - (before + (best / 2));
            }

            before = after;
        }

        return difference;
    }

    /// <summary>Runs clock_adjtime; with no mode bit set it only reads.</summary>
    public static void Adjust(int clock, ref Timex request)
    {
        Timex copy = request;
        // The non-negative results are clock states (TIME_OK ... TIME_ERROR), not failures.
        if (Libc.ClockAdjTime(clock, &copy) < 0)
        {
            throw LinuxException.FromLastError("clock_adjtime");
        }

        request = copy;
    }

    /// <summary>Opens a device file; returns its descriptor.</summary>
    public static int OpenDevice(string path)
    {
        int fd = Libc.Open(path, SocketConstants.OpenReadWrite | SocketConstants.OpenCloseOnExec);
        return fd >= 0 ? fd : throw LinuxException.FromLastError($"open({path})");
    }

    /// <summary>PTP_CLOCK_GETCAPS.</summary>
    public static PtpClockCaps GetCapabilities(int fd)
    {
        PtpClockCaps caps = default;
        return Libc.Ioctl(fd, DeviceConstants.PtpClockGetCaps, &caps) == 0 ? caps : throw LinuxException.FromLastError("ioctl(PTP_CLOCK_GETCAPS)");
    }
}
