using System.Buffers.Binary;
using AcrNetconf.Linux.Native;

namespace AcrNetconf.UnitTests.Linux.Native;

[TestClass]
public sealed class MessageMetadataTests
{
    [TestMethod]
    [DataRow(SocketConstants.SoTimestamping)]
    [DataRow(SocketConstants.SoTimestampingNew)]
    public void Software_and_hardware_stamps_are_first_and_third(int type)
    {
        byte[] control = new byte[64];
        _ = ControlMessages.Write(control, 1, type, Stamps(1, 5, 2, 7));
        Assert.AreEqual(new MessageMetadata(1_000_000_005, 2_000_000_007, false, 0, null), MessageMetadata.Read(control));
    }

    [TestMethod]
    [DataRow(SocketConstants.IpProtoIp, SocketConstants.IpReceiveError, 32)]
    [DataRow(SocketConstants.IpProtoIpv6, SocketConstants.Ipv6ReceiveError, 44)]
    public void Sent_report_carries_its_key(int level, int type, int size)
    {
        byte[] control = new byte[160];
        int length = ControlMessages.Write(control, 1, SocketConstants.SoTimestamping, Stamps(3, 0, 0, 0));
        length += ControlMessages.Write(control.AsSpan(length), level, type, ExtendedError(size, 42, 4, 0, 0xFFFF_FFF0));
        Assert.AreEqual(new MessageMetadata(3_000_000_000, 0, true, 0xFFFF_FFF0, null), MessageMetadata.Read(control.AsSpan(0, length)));
    }

    [TestMethod]
    [DataRow(42u, (byte)4, 1u, DisplayName = "queued, not yet sent")]
    [DataRow(42u, (byte)2, 0u, DisplayName = "ICMP origin")]
    [DataRow(111u, (byte)4, 0u, DisplayName = "an error, not a message")]
    public void Other_reports_are_not_transmit_stamps(uint errno, byte origin, uint info)
    {
        byte[] control = new byte[64];
        int length = ControlMessages.Write(control, 0, SocketConstants.IpReceiveError, ExtendedError(32, errno, origin, info, 9));
        Assert.IsFalse(MessageMetadata.Read(control.AsSpan(0, length)).IsTransmitReport);
    }

    [TestMethod]
    public void Overflow_counter_is_read()
    {
        byte[] control = new byte[24];
        _ = ControlMessages.Write(control, 1, SocketConstants.SoReceiveQueueOverflow, [7, 0, 0, 0]);
        Assert.AreEqual(7u, MessageMetadata.Read(control).Overflow);
    }

    private static byte[] Stamps(long softwareSeconds, long softwareNanoseconds, long hardwareSeconds, long hardwareNanoseconds)
    {
        byte[] stamps = new byte[48];
        BinaryPrimitives.WriteInt64LittleEndian(stamps, softwareSeconds);
        BinaryPrimitives.WriteInt64LittleEndian(stamps.AsSpan(8), softwareNanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(stamps.AsSpan(32), hardwareSeconds);
        BinaryPrimitives.WriteInt64LittleEndian(stamps.AsSpan(40), hardwareNanoseconds);
        return stamps;
    }

    private static byte[] ExtendedError(int size, uint errno, byte origin, uint info, uint data)
    {
        byte[] error = new byte[size];
        BinaryPrimitives.WriteUInt32LittleEndian(error, errno);
        error[4] = origin;
        BinaryPrimitives.WriteUInt32LittleEndian(error.AsSpan(8), info);
        BinaryPrimitives.WriteUInt32LittleEndian(error.AsSpan(12), data);
        return error;
    }
}
