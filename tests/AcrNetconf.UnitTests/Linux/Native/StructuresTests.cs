using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AcrNetconf.Linux.Native;

namespace AcrNetconf.UnitTests.Linux.Native;

/// <summary>Sizes and offsets printed by a C compiler from the Linux 6.1 headers, x86-64 and arm64 alike.</summary>
[TestClass]
public sealed class StructuresTests
{
    [TestMethod]
    public void Sizes_are_those_of_the_kernel()
    {
        Assert.AreEqual(16, Unsafe.SizeOf<Timespec>());
        Assert.AreEqual(208, Unsafe.SizeOf<Timex>());
        Assert.AreEqual(8, Unsafe.SizeOf<PollDescriptor>());
        Assert.AreEqual(16, Unsafe.SizeOf<IoVector>());
        Assert.AreEqual(56, Unsafe.SizeOf<MessageHeader>());
        Assert.AreEqual(64, Unsafe.SizeOf<BatchedMessage>());
        Assert.AreEqual(12, Unsafe.SizeOf<HardwareTimestampConfig>());
        Assert.AreEqual(40, Unsafe.SizeOf<InterfaceRequest>());
        Assert.AreEqual(44, Unsafe.SizeOf<EthtoolTimestampInfo>());
        Assert.AreEqual(196, Unsafe.SizeOf<EthtoolDriverInfo>());
        Assert.AreEqual(80, Unsafe.SizeOf<PtpClockCaps>());
        Assert.AreEqual(56, Unsafe.SizeOf<InterfaceAddressEntry>());
    }

    [TestMethod]
    [DataRow(typeof(Timex), nameof(Timex.Frequency), 16)]
    [DataRow(typeof(Timex), nameof(Timex.Status), 40)]
    [DataRow(typeof(Timex), nameof(Timex.TimeSeconds), 72)]
    [DataRow(typeof(Timex), nameof(Timex.TimeFraction), 80)]
    [DataRow(typeof(Timex), nameof(Timex.Tick), 88)]
    [DataRow(typeof(Timex), nameof(Timex.TaiOffset), 160)]
    [DataRow(typeof(MessageHeader), nameof(MessageHeader.Vectors), 16)]
    [DataRow(typeof(MessageHeader), nameof(MessageHeader.Control), 32)]
    [DataRow(typeof(MessageHeader), nameof(MessageHeader.ControlLength), 40)]
    [DataRow(typeof(MessageHeader), nameof(MessageHeader.Flags), 48)]
    [DataRow(typeof(BatchedMessage), nameof(BatchedMessage.Length), 56)]
    [DataRow(typeof(InterfaceRequest), nameof(InterfaceRequest.Data), 16)]
    [DataRow(typeof(EthtoolTimestampInfo), nameof(EthtoolTimestampInfo.PhcIndex), 8)]
    [DataRow(typeof(EthtoolTimestampInfo), nameof(EthtoolTimestampInfo.ReceiveFilters), 28)]
    [DataRow(typeof(HardwareTimestampConfig), nameof(HardwareTimestampConfig.ReceiveFilter), 8)]
    [DataRow(typeof(PtpClockCaps), nameof(PtpClockCaps.MaximumAdjustmentPpb), 0)]
    [DataRow(typeof(PtpClockCaps), nameof(PtpClockCaps.AdjustPhase), 28)]
    [DataRow(typeof(InterfaceAddressEntry), nameof(InterfaceAddressEntry.Address), 24)]
    public void Fields_lie_where_the_kernel_looks(Type structure, string field, int offset) =>
        Assert.AreEqual(offset, (int)Marshal.OffsetOf(structure, field));

    [TestMethod]
    public void Clock_identifier_of_descriptor_three_is_minus_29() => Assert.AreEqual(-29, DeviceConstants.ClockIdOf(3));
}
