using System.Buffers.Binary;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.UnitTests.Ptp;

/// <summary>Damaged, forged, late and repeated packets: each is dropped for its own reason, nothing else happens, and strangers get no answer.</summary>
[TestClass]
public sealed class ReceiverTests
{
    private static readonly PortIdentity Master = new(PtpLab.Identity1, 1);
    private static readonly PortIdentity Stranger = new(new(0xDEAD_BEFF_FE00_0001), 1);

    public static IEnumerable<TestDataRow<(DropReason Reason, PtpChannel Channel, byte[] Bytes)>> Forgeries()
    {
        yield return Row(DropReason.TooShort, PtpChannel.Event, Sync(40_000)[..33]);
        yield return Row(DropReason.WrongVersion, PtpChannel.Event, With(Sync(40_000), 1, 0x01));
        yield return Row(DropReason.BadLength, PtpChannel.Event, Sync(40_000)[..43]);
        yield return Row(DropReason.BadLength, PtpChannel.Event, With(Sync(40_000), 3, 45));
        yield return Row(DropReason.InvalidTimestamp, PtpChannel.Event, With(Sync(40_000), 40, 0xFF));
        yield return Row(DropReason.WrongSdoId, PtpChannel.Event, With(Sync(40_000), 0, 0x10));
        yield return Row(DropReason.WrongDomain, PtpChannel.Event, With(Sync(40_000), 4, 5));
        yield return Row(DropReason.AlternateMaster, PtpChannel.Event, With(Sync(40_000), 6, 0x05));
        yield return Row(DropReason.WrongPort, PtpChannel.General, Sync(40_000));
        yield return Row(DropReason.ForbiddenIdentity, PtpChannel.Event, Sync(40_000, new(SlaveHost.Identity, 1)));
        yield return Row(DropReason.ForbiddenIdentity, PtpChannel.Event, Sync(40_000, new(PtpLab.Identity1, 0)));
        yield return Row(DropReason.WrongIdentity, PtpChannel.Event, Sync(40_000, Stranger));
        yield return Row(DropReason.UnsupportedMessage, PtpChannel.General, With(new byte[64], 0, 0x0D));
        yield return Row(DropReason.CorrectionOutOfRange, PtpChannel.Event, With(Sync(40_000), 8, 0x7F));
        yield return Row(DropReason.UnmatchedDelayResp, PtpChannel.General, DelayResp(40_000, new(SlaveHost.Identity, 1)));
        yield return Row(DropReason.WrongTarget, PtpChannel.General, DelayResp(1, Stranger));
        yield return Row(DropReason.WrongTarget, PtpChannel.General, Signaling(Stranger, Master, new GrantUnicastTlv(MessageType.Sync, new(0), 300, true)));
        yield return Row(DropReason.WrongIdentity, PtpChannel.General, Signaling(PortIdentity.Wildcard, Stranger, new GrantUnicastTlv(MessageType.Sync, new(0), 300, true)));
        yield return Row(DropReason.Unsolicited, PtpChannel.General, Signaling(PortIdentity.Wildcard, Master, new GrantUnicastTlv(MessageType.Sync, new(0), 300, true)));
        yield return Row(DropReason.MalformedTlv, PtpChannel.General, With(Signaling(PortIdentity.Wildcard, Master, new GrantUnicastTlv(MessageType.Sync, new(0), 300, true)), 47, 7));

        static TestDataRow<(DropReason, PtpChannel, byte[])> Row(DropReason reason, PtpChannel channel, byte[] bytes) =>
            new((reason, channel, Complete(bytes))) { DisplayName = $"{reason} {(MessageType)(bytes[0] & 15)} {bytes.Length}" };
    }

    [TestMethod]
    [DynamicData(nameof(Forgeries))]
    public void Forged_or_damaged_message_is_dropped_for_its_reason((DropReason Reason, PtpChannel Channel, byte[] Bytes) forgery)
    {
        PtpLab lab = Locked();
        long samples = lab.Servo.Forward + lab.Servo.Reverse;
        int sent = lab.Client.Sent.Count;
        int events = lab.Client.Events.Count;
        long before = lab.Server(1).Packets.DroppedFor(forgery.Reason);
        lab.Slave.OnDatagram(forgery.Bytes, PtpLab.Server1, lab.Client.ReadClock(), forgery.Channel, lab.Now);
        Assert.AreEqual(before + 1, lab.Server(1).Packets.DroppedFor(forgery.Reason), string.Join(' ', lab.Server(1).Packets.Drops));
        Assert.AreEqual(samples, lab.Servo.Forward + lab.Servo.Reverse);
        Assert.HasCount(sent, lab.Client.Sent);
        Assert.HasCount(events, lab.Client.Events);
    }

    [TestMethod]
    [DynamicData(nameof(Forgeries))]
    public void Strangers_are_counted_and_never_answered((DropReason Reason, PtpChannel Channel, byte[] Bytes) forgery)
    {
        PtpLab lab = Locked();
        int sent = lab.Client.Sent.Count;
        lab.Slave.OnDatagram(forgery.Bytes, PtpAddress.Parse("198.51.100.7"), lab.Client.ReadClock(), forgery.Channel, lab.Now);
        Assert.AreEqual(new DropCount(DropReason.UnknownSource, 1), lab.Status.UnattributedDrops.Single());
        Assert.HasCount(sent, lab.Client.Sent);
    }

    [TestMethod]
    public void Denial_and_cancel_forged_with_another_identity_do_nothing()
    {
        PtpLab lab = Locked();
        lab.Slave.OnDatagram(Complete(SignalingCancel(Stranger)), PtpLab.Server1, null, PtpChannel.General, lab.Now);
        Assert.IsTrue(lab.Server(1).Sync.IsInForce);
        Assert.AreEqual(1, lab.Server(1).Packets.DroppedFor(DropReason.WrongIdentity));
    }

    [TestMethod]
    public void Duplicates_and_stragglers_of_the_network_are_dropped()
    {
        PtpLab lab = Locked();
        byte[]? previous = null;
        bool repeat = false;
        lab.Network.Tap = (from, to, channel, bytes) =>
        {
            if (from == PtpLab.Server1 && (bytes[0] & 15) == (int)MessageType.Sync)
            {
                // In turn this one again, or the one before late: more would be policed as a flood.
                repeat = !repeat;
                lab.Network.Deliver(from, to, channel, repeat ? bytes : previous!, 2_000_000);
                previous = bytes;
            }

            return bytes;
        };
        long samples = lab.Servo.Forward;
        lab.Run(10);
        PacketStatistics packets = lab.Server(1).Packets;
        Assert.AreEqual(40, lab.Servo.Forward - samples);
        Assert.AreEqual(20, packets.DroppedFor(DropReason.Duplicate));
        Assert.AreEqual(20, packets.DroppedFor(DropReason.Reordered));
    }

    [TestMethod]
    public void Follow_up_may_come_before_its_sync()
    {
        PtpLab lab = Locked();
        lab.Network.Tap = (from, to, channel, bytes) =>
        {
            if (from == PtpLab.Server1 && (bytes[0] & 15) == (int)MessageType.Sync)
            {
                lab.Network.Deliver(from, to, channel, bytes, 5_000_000);
                return null;
            }

            return bytes;
        };
        long samples = lab.Servo.Forward;
        lab.Run(10);
        Assert.AreEqual(40, lab.Servo.Forward - samples);
    }

    [TestMethod]
    public void Follow_up_of_a_one_step_sync_is_dropped()
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Seed));
        lab.Update(lab.Master1, settings => settings with { TwoStep = false });
        lab.Start();
        lab.Run(10);
        ushort last = 0;
        lab.Network.Tap = (_, _, _, bytes) =>
        {
            last = (bytes[0] & 15) == (int)MessageType.Sync ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(30)) : last;
            return bytes;
        };
        lab.Run(1);
        byte[] followUp = new byte[44];
        new FollowUpMessage(Header(last, Master) with { DomainNumber = 0 }, new(1_700_000_000, 0)).Write(followUp);
        lab.Slave.OnDatagram(followUp, PtpLab.Server1, null, PtpChannel.General, lab.Now);
        Assert.AreEqual(1, lab.Server(1).Packets.DroppedFor(DropReason.UnexpectedFollowUp));
    }

    [TestMethod]
    public void A_sender_beyond_twice_its_grant_is_policed_and_named_once()
    {
        PtpLab lab = Locked();
        ushort sequence = 20_000;
        for (int packet = 0; packet < 2000; packet++)
        {
            lab.Slave.OnDatagram(Complete(Sync(sequence++)), PtpLab.Server1, lab.Client.ReadClock(), PtpChannel.Event, lab.Now);
            lab.Run(0.01);
        }

        // 4 a second granted, 100 sent: eight a second plus the burst allowance pass.
        Assert.IsGreaterThan(1700, lab.Server(1).Packets.DroppedFor(DropReason.RateExceeded));
        Assert.AreEqual(1, lab.Events<PtpEvent.RateExceeded>().Count());
        Assert.AreEqual(AlarmState.Raised, lab.Events<PtpEvent.RateExceeded>().Single().State);
    }

    [TestMethod]
    public void A_flood_of_cancels_is_not_amplified()
    {
        PtpLab lab = Locked();
        int sent = lab.Client.Sent.Count;
        byte[] cancel = Complete(SignalingCancel(Master));
        for (int packet = 0; packet < 10_000; packet++)
        {
            lab.Slave.OnDatagram(cancel, PtpLab.Server1, null, PtpChannel.General, lab.Now);
        }

        Assert.IsLessThan(40, lab.Client.Sent.Count - sent);
    }

    [TestMethod]
    public void Missing_stamps_cost_samples_and_nothing_else()
    {
        PtpLab lab = Locked();
        lab.Network.StampLoss = 0.3;
        long reverse = lab.Servo.Reverse;
        lab.Run(100);
        ServerStatus server = lab.Server(1);
        Assert.IsGreaterThan(50, server.Packets.MissingTransmitTimestamps);
        Assert.AreEqual(server.Packets.SentDelayReq - server.Packets.MissingTransmitTimestamps, lab.Servo.Reverse - reverse, 3);
        lab.Client.StampsReception = false;
        long forward = lab.Servo.Forward;
        lab.Run(20);
        Assert.AreEqual(forward, lab.Servo.Forward);
        Assert.AreEqual(PtsfTypes.None, lab.Server(1).Ptsf);
        Assert.IsGreaterThan(70, lab.Server(1).Packets.DroppedFor(DropReason.NoTimestamp));
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
    }

    [TestMethod]
    public void Sequence_numbers_wrap_without_a_lost_sample()
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Seed) with { Sync = new(new LogInterval(-7), 1000), DelayResp = new(new LogInterval(-7), 1000) });
        lab.Start();
        lab.Run(10.001);
        lab.Slave.ResetStatistics(null);
        lab.Run(700);
        PacketStatistics packets = lab.Server(1).Packets;
        Assert.IsGreaterThan(70_000, packets.SentDelayReq);
        Assert.IsGreaterThan(70_000, packets.ReceivedSync);
        Assert.AreEqual(packets.ReceivedFollowUp, packets.ForwardSamples, 1);
        Assert.AreEqual(packets.ReceivedDelayResp, packets.ReverseSamples, 2);
        Assert.IsEmpty(packets.Drops);
    }

    [TestMethod]
    public void A_quarter_of_all_packets_lost_leaves_only_whole_samples()
    {
        PtpLab lab = Locked();
        lab.Slave.OnReconfigured(lab.Slave.Settings with { Ptsf = new() { AnnounceReceiptTimeout = 30 } }, lab.Now);
        lab.Network.Loss = 0.25;
        lab.Run(300);
        // Both delays are between floor and floor plus jitter: nothing was ever paired with the wrong partner.
        foreach (DelayStatistics delay in new[] { lab.Server(1).ForwardDelay!.Value, lab.Server(1).ReverseDelay!.Value })
        {
            Assert.IsGreaterThanOrEqualTo(500_000, delay.Minimum.Nanoseconds);
            Assert.IsLessThanOrEqualTo(600_000, delay.Maximum.Nanoseconds);
        }

        Assert.IsGreaterThan(600, lab.Servo.Forward);
    }

    [TestMethod]
    public void Another_domain_on_the_wire_is_reported_once()
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Start();
        lab.Run(10);
        lab.Network.Cut(PtpLab.Server1);
        lab.Run(400);
        lab.Network.Restore(PtpLab.Server1);
        for (int packet = 0; packet < 5; packet++)
        {
            lab.Slave.OnDatagram(With(Complete(Sync(40_000)), 4, 24), PtpLab.Server1, null, PtpChannel.Event, lab.Now);
        }

        Assert.AreEqual(24, lab.Events<PtpEvent.DomainMismatch>().Single().ReceivedDomain);
        Assert.AreEqual(5, lab.Server(1).Packets.DroppedFor(DropReason.WrongDomain));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Timing_packets_allocate_nothing_from_socket_to_servo(bool recorded)
    {
        AllocationProbe probe = new();
        SampleRecorder recorder = new(1, 40_000);
        probe.Servo.NextAction = new(0);
        probe.Record(recorded ? recorder : null);
        probe.Run(2_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        probe.Run(10_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(0, allocated);
        // The very first Sync is what makes the server qualify.
        Assert.AreEqual((11_999L, 12_000L), (probe.Servo.Forward, probe.Servo.Reverse));
        // The first second of steering is still unknown to the recorder.
        Assert.AreEqual(recorded ? 23_900 : 0, recorder.Take(new TimingSample[40_000]), recorded ? 200 : 0);
    }

    private static PtpLab Locked()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(30);
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
        lab.Slave.ResetStatistics(null);
        return lab;
    }

    private static PtpHeader Header(ushort sequence, PortIdentity source) => new()
    {
        DomainNumber = 4,
        Flags = PtpFlags.Unicast,
        Source = source,
        SequenceId = new(sequence),
        LogMessageInterval = LogInterval.Unspecified,
    };

    private static byte[] Sync(ushort sequence) => Sync(sequence, Master);

    private static byte[] Sync(ushort sequence, PortIdentity source)
    {
        byte[] bytes = new byte[SyncMessage.Size];
        new SyncMessage(Header(sequence, source), new(1_700_000_000, 0)).Write(bytes);
        return bytes;
    }

    private static byte[] DelayResp(ushort sequence, PortIdentity requesting)
    {
        byte[] bytes = new byte[DelayRespMessage.Size];
        new DelayRespMessage(Header(sequence, Master), new(1_700_000_000, 0), requesting).Write(bytes);
        return bytes;
    }

    private static byte[] Signaling(PortIdentity target, PortIdentity source, GrantUnicastTlv grant)
    {
        SignalingWriter writer = new(new byte[128], Header(9, source), target);
        writer.Append(grant);
        return writer.Finish().ToArray();
    }

    private static byte[] SignalingCancel(PortIdentity source)
    {
        SignalingWriter writer = new(new byte[128], Header(9, source), PortIdentity.Wildcard);
        writer.Append(new CancelUnicastTlv(MessageType.Sync, CancelFlags.None));
        return writer.Finish().ToArray();
    }

    private static byte[] With(byte[] bytes, int offset, byte value)
    {
        byte[] copy = [.. bytes];
        copy[offset] = value;
        return copy;
    }

    // The management message is made of zeros but for its type: give it the rest of a header.
    private static byte[] Complete(byte[] bytes)
    {
        if (bytes.Length == 64 && bytes[0] == 0x0D)
        {
            bytes = [.. bytes];
            bytes[1] = 2;
            bytes[3] = 64;
            bytes[4] = 4;
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(20), PtpLab.Identity1.Value);
            bytes[29] = 1;
        }

        return bytes;
    }
}
