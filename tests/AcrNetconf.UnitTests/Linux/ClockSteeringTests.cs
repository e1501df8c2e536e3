using AcrNetconf.Linux;
using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Linux;

[TestClass]
public sealed class ClockSteeringTests
{
    [TestMethod]
    public void Frequency_found_at_opening_is_reported()
    {
        var kernel = new FakeKernelClock { Frequency = 65536 };
        using var clock = new SystemClock(kernel);
        Assert.AreEqual(1000.0, clock.FrequencyPpb, 1e-9);
        Assert.IsEmpty(kernel.Requests);
    }

    [TestMethod]
    [DataRow(1.0, 66L)]
    [DataRow(-1000.0, -65536L)]
    [DataRow(9e9, 32_768_000L)]
    [DataRow(0.0, 0L)]
    public void Frequency_is_asked_in_units_of_2_to_minus_16_ppm_within_the_limit(double ppb, long units)
    {
        var kernel = new FakeKernelClock { Frequency = 5 };
        using var clock = new SystemClock(kernel);
        clock.AdjustFrequency(ppb);
        Assert.AreEqual((DeviceConstants.AdjFrequency, units), (kernel.Requests[0].Modes, kernel.Requests[0].Frequency));
        Assert.AreEqual(units / 65.536, clock.FrequencyPpb, 1e-9);
    }

    [TestMethod]
    [DataRow(1_500_000_000L, 1L, 500_000_000L)]
    [DataRow(-1L, -1L, 999_999_999L)]
    [DataRow(-2_000_000_000L, -2L, 0L)]
    public void Step_has_a_fraction_that_is_never_negative(long offset, long seconds, long nanoseconds)
    {
        var kernel = new FakeKernelClock();
        using var clock = new SystemClock(kernel);
        clock.Step(new PtpDuration(offset));
        Timex request = kernel.Requests[0];
        Assert.AreEqual(
            (DeviceConstants.AdjSetOffset | DeviceConstants.AdjNano, seconds, nanoseconds),
            (request.Modes, request.TimeSeconds, request.TimeFraction));
    }

    private sealed class FakeKernelClock : IKernelClock
    {
        public long Frequency { get; set; }

        public List<Timex> Requests { get; } = [];

        public long Read() => 0;

        public void Adjust(ref Timex request)
        {
            if (request.Modes == 0)
            {
                request.Frequency = Frequency;
                return;
            }

            Requests.Add(request);
        }
    }
}
