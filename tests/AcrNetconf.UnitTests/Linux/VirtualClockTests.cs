using AcrNetconf.Linux;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Linux;

[TestClass]
public sealed class VirtualClockTests
{
    private const long Second = 1_000_000_000;

    [TestMethod]
    public void Stamp_older_than_an_adjustment_converts_with_the_rate_of_its_time()
    {
        var source = new FakeBase { Reading = Second };
        using var clock = new VirtualClock(source, 0);
        clock.AdjustFrequency(500);
        source.Reading = 3 * Second;
        Assert.AreEqual(new PtpInstant((2 * Second) + 1000), clock.Now);
        clock.AdjustFrequency(-500);
        Assert.AreEqual(-500, clock.FrequencyPpb);
        Assert.IsTrue(clock.TryConvert(new PacketTimestamp(9, 2 * Second, 0), out PtpInstant instant));
        Assert.AreEqual(new PtpInstant(Second + 500), instant);
    }

    [TestMethod]
    public void Step_changes_the_reading_at_once()
    {
        using var clock = new VirtualClock(new FakeBase(), 100);
        clock.Step(new PtpDuration(-40));
        Assert.AreEqual(new PtpInstant(60), clock.Now);
    }

    [TestMethod]
    public void Runaway_frequency_is_clamped()
    {
        using var clock = new VirtualClock(new FakeBase(), 0);
        clock.AdjustFrequency(-1e9);
        Assert.AreEqual(-clock.MaximumFrequencyPpb, clock.FrequencyPpb);
    }

    [TestMethod]
    public void Stamp_of_another_time_scale_is_refused()
    {
        using var clock = new VirtualClock(new FakeBase(), 0);
        Assert.IsFalse(clock.TryConvert(new PacketTimestamp(0, 0, 77), out _));
    }

    private sealed class FakeBase : IBaseClock
    {
        public long Reading { get; set; }

        public TimestampMode Stamps => TimestampMode.Software;

        public string Suffix => string.Empty;

        public long Read() => Reading;

        public long Select(in PacketTimestamp timestamp) => timestamp.RawNanoseconds;

        public void Dispose()
        {
        }
    }
}
