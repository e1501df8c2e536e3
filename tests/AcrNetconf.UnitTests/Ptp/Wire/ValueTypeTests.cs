using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Ptp.Wire;

[TestClass]
public sealed class ValueTypeTests
{
    [TestMethod]
    [DataRow((sbyte)-7, 3, 7_812_500L)]
    [DataRow((sbyte)0, 10, 1_000_000_000L)]
    [DataRow((sbyte)1, 11, 2_000_000_000L)]
    [DataRow((sbyte)4, 14, 16_000_000_000L)]
    public void Log_interval_converts_to_time_and_to_the_operators_exponent(sbyte log, int exponent, long nanoseconds)
    {
        Assert.AreEqual(nanoseconds, new LogInterval(log).Nanoseconds);
        Assert.AreEqual(exponent, new LogInterval(log).ToVendorExponent());
        Assert.AreEqual(new LogInterval(log), LogInterval.FromVendorExponent(exponent));
    }

    [TestMethod]
    [DataRow(sbyte.MinValue)]
    [DataRow(sbyte.MaxValue)]
    public void Any_log_interval_from_the_wire_has_a_positive_duration(sbyte log) => Assert.IsGreaterThan(0, new LogInterval(log).Nanoseconds);

    [TestMethod]
    [DataRow((ushort)1, (ushort)0, 1)]
    [DataRow((ushort)0, (ushort)0xFFFF, 1)]
    [DataRow((ushort)0xFFFF, (ushort)0, -1)]
    [DataRow((ushort)0x8000, (ushort)0, -32768)]
    public void Sequence_distance_wraps(ushort left, ushort right, int distance) => Assert.AreEqual(distance, new SequenceId(left).DistanceFrom(new(right)));

    [TestMethod]
    [DataRow(0x18000L, 2L)]
    [DataRow(-0x18000L, -1L)]
    [DataRow(0x7FFFL, 0L)]
    [DataRow(0x8000L, 1L)]
    public void Correction_rounds_to_the_nearest_nanosecond(long scaled, long nanoseconds) => Assert.AreEqual(nanoseconds, new TimeInterval(scaled).ToDuration().Nanoseconds);

    [TestMethod]
    [DataRow(9_999_999_999L, true)]
    [DataRow(10_000_000_000L, false)]
    [DataRow(-10_000_000_000L, false)]
    public void Corrections_of_ten_seconds_are_implausible(long nanoseconds, bool plausible) =>
        Assert.AreEqual(plausible, TimeInterval.FromDuration(new(nanoseconds)).IsPlausible);

    [TestMethod]
    public void Too_big_correction_is_implausible() => Assert.IsFalse(new TimeInterval(long.MaxValue).IsPlausible);

    [TestMethod]
    [DataRow(0L)]
    [DataRow(1_700_000_000_123_456_789L)]
    public void Timestamps_round_trip(long nanoseconds) => Assert.AreEqual(new PtpInstant(nanoseconds), WireTimestamp.FromInstant(new(nanoseconds)).ToInstant());

    [TestMethod]
    public void Clock_identity_from_mac_uses_the_fffe_mapping() =>
        Assert.AreEqual("001122.fffe.334455", ClockIdentity.FromMac([0x00, 0x11, 0x22, 0x33, 0x44, 0x55]).ToString());

    [TestMethod]
    [DataRow("192.0.2.1", "192.0.2.1")]
    [DataRow("2001:db8::1", "2001:db8::1")]
    [DataRow("::ffff:192.0.2.1", "192.0.2.1")]
    public void Addresses_parse_and_print(string text, string printed) => Assert.AreEqual(printed, PtpAddress.Parse(text).ToString());

    [TestMethod]
    [DataRow("1")]
    [DataRow("192.0.2")]
    [DataRow("0x7f.0.0.1")]
    [DataRow("fe80::1%eth0")]
    [DataRow("")]
    [DataRow(null)]
    public void What_is_no_address_is_refused(string? text) => Assert.IsFalse(PtpAddress.TryParse(text, out _));

    [TestMethod]
    [DataRow("0.0.0.0", true)]
    [DataRow("224.0.1.129", true)]
    [DataRow("ff0e::181", true)]
    [DataRow("::", true)]
    [DataRow("192.0.2.1", false)]
    [DataRow("2001:db8::1", false)]
    public void Unusable_addresses_are_known(string text, bool unusable) => Assert.AreEqual(unusable, PtpAddress.Parse(text).IsUnspecifiedOrMulticast);

    [TestMethod]
    public void Quality_levels_and_clock_classes_are_each_others_inverse()
    {
        foreach (NetworkOption option in Enum.GetValues<NetworkOption>())
        {
            for (int value = 0; value < 256; value++)
            {
                QualityLevel level = QualityLevels.FromClockClass(new((byte)value), option);
                if (level != QualityLevel.Invalid)
                {
                    Assert.AreEqual(0, value % 2);
                    Assert.IsTrue(value is >= 80 and <= 110);
                    Assert.AreEqual(new ClockClass((byte)value), QualityLevels.ToClockClass(level, option));
                    Assert.IsNotNull(QualityLevels.ToSsmCode(level));
                }
            }
        }
    }
}
