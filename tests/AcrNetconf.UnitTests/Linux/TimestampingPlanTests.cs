using AcrNetconf.Linux;
using AcrNetconf.Linux.Native;

namespace AcrNetconf.UnitTests.Linux;

[TestClass]
public sealed class TimestampingPlanTests
{
    private static readonly TimestampingCapabilities Capable = new("eth0", true, true, true, true, 1);
    private static readonly TimestampingCapabilities Plain = new("veth0", true, true, false, false, null);
    private static readonly ClockKey Phc = new(ClockKind.Phc, "/dev/ptp1");

    [TestMethod]
    [DataRow(true, TimestampSource.Auto, "virtual", TimestampMode.Hardware, ClockKind.Virtual, "/dev/ptp1")]
    [DataRow(true, TimestampSource.Auto, "auto", TimestampMode.Hardware, ClockKind.Phc, "/dev/ptp1")]
    [DataRow(true, TimestampSource.Auto, "system", TimestampMode.Software, ClockKind.System, null)]
    [DataRow(true, TimestampSource.Hardware, "/dev/ptp1", TimestampMode.Hardware, ClockKind.Phc, "/dev/ptp1")]
    [DataRow(true, TimestampSource.Software, "auto", TimestampMode.Software, ClockKind.Virtual, null)]
    [DataRow(false, TimestampSource.Auto, "auto", TimestampMode.Software, ClockKind.Virtual, null)]
    [DataRow(false, TimestampSource.Auto, "virtual", TimestampMode.Software, ClockKind.Virtual, null)]
    [DataRow(false, TimestampSource.Software, "system", TimestampMode.Software, ClockKind.System, null)]
    public void Wishes_and_device_give_a_plan(bool capable, TimestampSource source, string clock, TimestampMode mode, ClockKind kind, string? device)
    {
        TimestampingCapabilities capabilities = capable ? Capable : Plain;
        Assert.AreEqual(
            new TimestampingPlan(mode, new ClockKey(kind, device), capabilities),
            TimestampingPlan.Decide(capabilities, NetworkScope.Host, source, Parse(clock)));
    }

    [TestMethod]
    [DataRow(false, TimestampSource.Hardware, "virtual", "device veth0 has no hardware timestamping")]
    [DataRow(true, TimestampSource.Hardware, "system", "clock system can only be steered by software timestamps")]
    [DataRow(false, TimestampSource.Auto, "/dev/ptp0", "clock /dev/ptp0 can only be steered by hardware timestamps, which device veth0 does not give")]
    [DataRow(true, TimestampSource.Auto, "/dev/ptp0", "device eth0 timestamps with /dev/ptp1, not with /dev/ptp0")]
    public void Contradictions_are_refused_with_a_sentence(bool capable, TimestampSource source, string clock, string sentence)
    {
        LinuxException refusal = Assert.ThrowsExactly<LinuxException>(
            () => TimestampingPlan.Decide(capable ? Capable : Plain, NetworkScope.Host, source, Parse(clock)));
        Assert.AreEqual(sentence, refusal.Message);
    }

    [TestMethod]
    public void A_device_seen_not_to_keep_its_word_is_used_in_software_and_refused_in_hardware()
    {
        TimestampingCapabilities liar = Capable with { Disproved = "stamped none of 32 received event messages" };
        TimestampingPlan plan = TimestampingPlan.Decide(liar, NetworkScope.Host, TimestampSource.Auto, Parse("auto"));
        Assert.AreEqual((TimestampMode.Software, new ClockKey(ClockKind.Virtual, null)), (plan.Mode, plan.Clock));
        LinuxException refusal = Assert.ThrowsExactly<LinuxException>(
            () => TimestampingPlan.Decide(liar, NetworkScope.Host, TimestampSource.Hardware, Parse("auto")));
        Assert.AreEqual("device eth0 claims hardware timestamping but stamped none of 32 received event messages", refusal.Message);
    }

    [TestMethod]
    [DataRow("ptp0")]
    [DataRow("vitual")]
    public void Unknown_clock_word_is_not_a_selection(string text) => Assert.IsFalse(ClockSelection.TryParse(text, out _));

    [TestMethod]
    [DataRow(0x5Fu, 0x3u, 0x1u << 12, 0, true, DisplayName = "everything with PTP event filter")]
    [DataRow(0x5Fu, 0x3u, 0x2u, 0, true, DisplayName = "everything with all-packets filter")]
    [DataRow(0x5Fu, 0x3u, 0x1u << 9, 0, false, DisplayName = "only PTP over Ethernet")]
    [DataRow(0x5Fu, 0x1u, 0x2u, 0, false, DisplayName = "no transmit type ON")]
    [DataRow(0x1Au, 0x3u, 0x2u, 0, false, DisplayName = "software only")]
    [DataRow(0x5Fu, 0x3u, 0x2u, -1, false, DisplayName = "no clock")]
    public void Device_answer_is_read_bit_by_bit(uint flags, uint transmitTypes, uint filters, int phc, bool hardware)
    {
        var info = new EthtoolTimestampInfo { SocketTimestamping = flags, TransmitTypes = transmitTypes, ReceiveFilters = filters, PhcIndex = phc };
        TimestampingCapabilities read = TimestampingProbe.Interpret("eth0", info);
        Assert.AreEqual(hardware, read.SupportsHardware);
        Assert.IsTrue(read.SoftwareTransmit && read.SoftwareReceive);
    }

    private static ClockSelection Parse(string text) => ClockSelection.TryParse(text, out ClockSelection selection) ? selection : throw new ArgumentException(text);
}
