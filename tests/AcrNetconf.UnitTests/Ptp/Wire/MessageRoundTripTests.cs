using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Ptp.Wire;

/// <summary>Each message once as octets and once as value; both directions must agree.</summary>
[TestClass]
public sealed class MessageRoundTripTests
{
    // Octets written by hand from the layouts of IEEE 1588 §13, not by this encoder.
    private const string SyncHex = "00 12 00 2C 17 00 06 00 0000000000018000 00000000 001122FFFE334455 0001 FFFE 00 7F 0000 65000001 3B9AC9FF";
    private const string DelayReqHex = "01 02 00 2C 04 00 04 00 0000000000000000 00000000 00AABBFFFE000001 0001 0007 01 7F 0000 00000000 00000000";
    private const string FollowUpHex = "08 02 00 2C 04 00 04 00 FFFFFFFFFFFF0000 00000000 001122FFFE334455 0001 0102 02 FE FFFF 00000000 00000001";
    private const string DelayRespHex = "09 02 00 36 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0007 03 7F 0000 65000002 00000005 00AABBFFFE000001 0001";
    private const string AnnounceHex = "0B 02 00 40 04 00 04 3C 0000000000000000 00000000 001122FFFE334455 0001 0003 05 01 0000 00000000 00000000 0025 00 80 54 20 4E5D 80 001122FFFE334466 0002 20";

    [TestMethod]
    public void Sync_reads_and_writes()
    {
        SyncMessage expected = new(
            Header(MessageType.Sync, 44, 0x17) with { MinorVersion = 1, Flags = PtpFlags.Unicast | PtpFlags.TwoStep, Correction = new(0x18000), SequenceId = new(0xFFFE) },
            new(0x65000001, 999_999_999));
        Assert.IsTrue(SyncMessage.TryRead(Hex(SyncHex), out SyncMessage actual, out PtpDecodeError error));
        Assert.AreEqual((expected, PtpDecodeError.None), (actual, error));
        AssertWrites(SyncHex, buffer => expected.Write(buffer));
        Assert.AreEqual(2, actual.Header.Correction.ToDuration().Nanoseconds, "1.5 ns rounds up");
    }

    [TestMethod]
    public void Delay_Req_reads_and_writes()
    {
        DelayReqMessage expected = new(Header(MessageType.DelayReq, 44, 4) with { Source = new(new(0x00AABBFFFE000001), 1), SequenceId = new(7) }, default);
        Assert.IsTrue(DelayReqMessage.TryRead(Hex(DelayReqHex), out DelayReqMessage actual, out _));
        Assert.AreEqual(expected, actual);
        AssertWrites(DelayReqHex, buffer => expected.Write(buffer));
    }

    [TestMethod]
    public void Follow_Up_reads_and_writes()
    {
        FollowUpMessage expected = new(
            Header(MessageType.FollowUp, 44, 4) with { Correction = new(-0x10000), SequenceId = new(0x0102), LogMessageInterval = new(-2) },
            new(0xFFFF_0000_0000, 1));
        // 48 bits of seconds reach beyond 2262, where no clock reading can be expressed: refused, but encoded faithfully.
        Assert.IsFalse(FollowUpMessage.TryRead(Hex(FollowUpHex), out FollowUpMessage actual, out PtpDecodeError error));
        Assert.AreEqual((expected, PtpDecodeError.InvalidTimestamp), (actual, error));
        AssertWrites(FollowUpHex, buffer => expected.Write(buffer));
    }

    [TestMethod]
    public void Delay_Resp_reads_and_writes()
    {
        DelayRespMessage expected = new(Header(MessageType.DelayResp, 54, 4) with { SequenceId = new(7) }, new(0x65000002, 5), new(new(0x00AABBFFFE000001), 1));
        Assert.IsTrue(DelayRespMessage.TryRead(Hex(DelayRespHex), out DelayRespMessage actual, out _));
        Assert.AreEqual(expected, actual);
        AssertWrites(DelayRespHex, buffer => expected.Write(buffer));
    }

    [TestMethod]
    public void Announce_reads_and_writes()
    {
        AnnounceMessage expected = new()
        {
            Header = Header(MessageType.Announce, 64, 4) with
            {
                Flags = PtpFlags.Unicast | PtpFlags.CurrentUtcOffsetValid | PtpFlags.PtpTimescale | PtpFlags.TimeTraceable | PtpFlags.FrequencyTraceable,
                SequenceId = new(3),
                LogMessageInterval = new(1),
            },
            CurrentUtcOffset = 37,
            GrandmasterPriority1 = 128,
            ClockClass = new(84),
            ClockAccuracy = 0x20,
            OffsetScaledLogVariance = 0x4E5D,
            GrandmasterPriority2 = 128,
            Grandmaster = new(0x001122FFFE334466),
            StepsRemoved = 2,
            TimeSource = 0x20,
        };
        Assert.IsTrue(AnnounceMessage.TryRead(Hex(AnnounceHex), out AnnounceMessage actual, out _));
        Assert.AreEqual(expected, actual);
        AssertWrites(AnnounceHex, buffer => expected.Write(buffer));
    }

    [TestMethod]
    public void Signaling_reads_and_writes_every_negotiation_tlv()
    {
        const string hex = "0C 02 00 58 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0009 05 7F FFFFFFFFFFFFFFFF FFFF"
            + "0004 0006 B0 01 0000012C"
            + "0005 0008 00 F9 000003E8 00 01"
            + "0006 0002 90 00"
            + "0007 0002 91 00"
            + "8008 0002 0000";
        byte[] bytes = Hex(hex);
        bytes[3] = (byte)bytes.Length;
        Assert.IsTrue(SignalingMessage.TryRead(bytes, out SignalingMessage message, out PtpDecodeError error), $"{error}");
        Assert.AreEqual(PortIdentity.Wildcard, message.Target);
        List<object> tlvs = [];
        foreach (Tlv tlv in message)
        {
            tlvs.Add(tlv.Type switch
            {
                TlvType.RequestUnicastTransmission when RequestUnicastTlv.TryRead(tlv.Value, out RequestUnicastTlv request, out _) => request,
                TlvType.GrantUnicastTransmission when GrantUnicastTlv.TryRead(tlv.Value, out GrantUnicastTlv grant, out _) => grant,
                TlvType.CancelUnicastTransmission when CancelUnicastTlv.TryRead(tlv.Value, out CancelUnicastTlv cancel, out _) => cancel,
                TlvType.AcknowledgeCancelUnicastTransmission when AcknowledgeCancelUnicastTlv.TryRead(tlv.Value, out AcknowledgeCancelUnicastTlv acknowledge, out _) => acknowledge,
                _ => tlv.Type,
            });
        }

        object[] expected =
        [
            new RequestUnicastTlv(MessageType.Announce, new(1), 300),
            new GrantUnicastTlv(MessageType.Sync, new(-7), 1000, RenewalInvited: true),
            new CancelUnicastTlv(MessageType.DelayResp, CancelFlags.None),
            new AcknowledgeCancelUnicastTlv(MessageType.DelayResp, CancelFlags.MaintainRequest),
            TlvType.Pad,
        ];
        CollectionAssert.AreEqual(expected, tlvs);

        byte[] buffer = new byte[128];
        SignalingWriter writer = new(buffer, message.Header, PortIdentity.Wildcard);
        writer.Append((RequestUnicastTlv)expected[0]);
        writer.Append((GrantUnicastTlv)expected[1]);
        writer.Append((CancelUnicastTlv)expected[2]);
        writer.Append((AcknowledgeCancelUnicastTlv)expected[3]);
        byte[] written = writer.Finish().ToArray();
        Assert.AreEqual(bytes.Length - 6, written[3]);
        CollectionAssert.AreEqual(bytes[4..^6], written[4..]);
    }

    [TestMethod]
    [DataRow("", PtpDecodeError.TooShort)]
    [DataRow("00 02 00 2C 04 00", PtpDecodeError.TooShort)]
    [DataRow("00 01 00 2C 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0001 00 7F 0000 65000001 00000000", PtpDecodeError.WrongVersion)]
    [DataRow("00 02 00 2B 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0001 00 7F 0000 65000001 00000000", PtpDecodeError.BadLength)]
    [DataRow("00 02 00 2D 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0001 00 7F 0000 65000001 00000000", PtpDecodeError.BadLength)]
    [DataRow("08 02 00 2C 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0001 00 7F 0000 65000001 00000000", PtpDecodeError.UnexpectedType)]
    [DataRow("00 02 00 2C 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0001 00 7F 0000 65000001 3B9ACA00", PtpDecodeError.InvalidTimestamp)]
    public void Sync_that_is_none_says_why(string hex, PtpDecodeError expected)
    {
        Assert.IsFalse(SyncMessage.TryRead(Hex(hex), out _, out PtpDecodeError error));
        Assert.AreEqual(expected, error);
    }

    [TestMethod]
    [DataRow("0004", DisplayName = "two octets left")]
    [DataRow("0004 0007 B0 01 0000012C 00", DisplayName = "odd length")]
    [DataRow("0004 0008 B0 01 0000012C", DisplayName = "past the end")]
    [DataRow("0004 FFFE B0 01 0000012C", DisplayName = "far past the end")]
    public void Malformed_tlv_spoils_the_message(string tlv)
    {
        byte[] bytes = Hex("0C 02 00 00 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0009 05 7F FFFFFFFFFFFFFFFF FFFF" + tlv);
        bytes[3] = (byte)bytes.Length;
        Assert.IsFalse(SignalingMessage.TryRead(bytes, out _, out PtpDecodeError error));
        Assert.AreEqual(PtpDecodeError.MalformedTlv, error);
    }

    [TestMethod]
    public void Surplus_octets_after_the_message_are_ignored()
    {
        byte[] bytes = Hex("0C 02 00 2C 04 00 04 00 0000000000000000 00000000 001122FFFE334455 0001 0009 05 7F FFFFFFFFFFFFFFFF FFFF 0000");
        Assert.IsTrue(SignalingMessage.TryRead(bytes, out SignalingMessage message, out _));
        Assert.AreEqual(0, message.TlvBytes.Length);
    }

    private static PtpHeader Header(MessageType type, ushort length, byte domain) => new()
    {
        MessageType = type,
        MessageLength = length,
        DomainNumber = domain,
        Flags = PtpFlags.Unicast,
        Source = new(new(0x001122FFFE334455), 1),
        LogMessageInterval = LogInterval.Unspecified,
    };

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", string.Empty, StringComparison.Ordinal));

    private static void AssertWrites(string hex, Func<byte[], int> write)
    {
        byte[] buffer = new byte[128];
        Array.Fill(buffer, (byte)0xA5);
        int length = write(buffer);
        CollectionAssert.AreEqual(Hex(hex), buffer[..length]);
        Assert.AreEqual(0xA5, buffer[length], "nothing beyond the message is touched");
    }
}
