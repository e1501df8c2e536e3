using System.Diagnostics;
using AcrNetconf.Linux;
using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Interop.Linux;

/// <summary>Clocks of this host, read only: nothing here adjusts the system clock.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ClockTests
{
    [TestMethod]
    public void Reading_clock_adjtime_returns_the_time_of_day()
    {
        Timex request = default;
        ClockCalls.Adjust(DeviceConstants.ClockRealtime, ref request);
        Assert.AreEqual(ClockCalls.Read(DeviceConstants.ClockRealtime) / 1_000_000_000, request.TimeSeconds, 2L);
        // The length of a tick in microseconds at HZ=100, whatever the kernel's real HZ: tells the fields are where we look.
        Assert.AreEqual(10_000L, request.Tick, 1_000L);
    }

    [TestMethod]
    public void System_clock_is_only_read_until_adjusted()
    {
        using SystemClock clock = SystemClock.Open();
        Assert.AreEqual(ClockCalls.Read(DeviceConstants.ClockRealtime), clock.Now.Nanoseconds, 1_000_000_000L);
        Assert.IsInRange(-500_000.0, 500_000.0, clock.FrequencyPpb);
    }

    [TestMethod]
    public void Virtual_clock_runs_at_the_rate_it_is_given_without_touching_the_host()
    {
        using VirtualClock clock = VirtualClock.CreateOnSoftwareStamps();
        (long raw, PtpInstant start) = ReadTogether(clock);
        clock.AdjustFrequency(1_000_000);
        long until = raw + 200_000_000;
        while (ClockCalls.ReadFast(DeviceConstants.ClockMonotonicRaw) < until)
        {
            Thread.Yield();
        }

        (long rawEnd, PtpInstant end) = ReadTogether(clock);
        Assert.AreEqual((rawEnd - raw) / 1000, (end - start).Nanoseconds - (rawEnd - raw), 50_000L);
    }

    /// <summary>Both clocks at one moment: the reading that was interrupted least.</summary>
    private static (long Raw, PtpInstant Virtual) ReadTogether(VirtualClock clock)
    {
        long narrowest = long.MaxValue;
        (long, PtpInstant) best = default;
        for (int i = 0; i < 1000; i++)
        {
            long before = ClockCalls.ReadFast(DeviceConstants.ClockMonotonicRaw);
            PtpInstant now = clock.Now;
            long width = ClockCalls.ReadFast(DeviceConstants.ClockMonotonicRaw) - before;
            if (width < narrowest)
            {
                narrowest = width;
                best = (before, now);
            }
        }

        return best;
    }

    [TestMethod]
    public void Difference_of_system_and_raw_clock_is_steady()
    {
        long first = ClockCalls.RealtimeMinusRaw();
        long worst = 0;
        for (int i = 0; i < 1000; i++)
        {
            worst = Math.Max(worst, Math.Abs(ClockCalls.RealtimeMinusRaw() - first));
        }

        Assert.IsLessThan(100_000, worst);
    }

    [TestMethod]
    public void Clock_leases_share_the_clock_and_keep_its_frequency()
    {
        var leases = new ClockLeases();
        Lease<IPacketClock> first = leases.Acquire(ClockKey.Virtual);
        first.Resource.AdjustFrequency(123);
        Lease<IPacketClock> second = leases.Acquire(ClockKey.Virtual);
        first.Dispose();
        Assert.AreEqual(123, second.Resource.FrequencyPpb);
        second.Dispose();
        Assert.AreEqual(0, leases.Count);
    }
}
