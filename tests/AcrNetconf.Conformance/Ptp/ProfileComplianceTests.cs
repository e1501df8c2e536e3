using AcrNetconf.Conformance.Table;
using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.Conformance.Ptp;

/// <summary>The values of the profile: rates, durations, quality levels, domains, and what is in a message (G.8265.1 §6.2, §6.5, §6.7.3.1, Annex A).</summary>
[TestClass]
public sealed class ProfileComplianceTests : ComplianceTests
{
    private static readonly PtpAddress Stranger = PtpAddress.Parse("198.51.100.7");

    public static IEnumerable<int> Intervals() => Enumerable.Range(-7, 12);

    [TestMethod]
    [TestProperty("row", "G-03")]
    [DynamicData(nameof(Intervals))]
    public void Every_rate_of_the_profile_is_granted_and_kept(int log)
    {
        LogInterval interval = new((sbyte)log);
        LogInterval announce = new((sbyte)Math.Max(log, -3));
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile) with
        {
            Announce = new(announce, 300),
            Sync = new(interval, 300),
            DelayResp = new(interval, 300),
            // Slow rates would raise loss conditions at the default times; the rate alone is looked at here.
            Ptsf = new() { SyncReceiptTimeout = TimeSpan.FromSeconds(100), DelayRespReceiptTimeout = TimeSpan.FromSeconds(100) },
        }).Start();
        lab.Run(100);
        double window = Math.Max(20, 64 * interval.Nanoseconds * 1e-9);
        PacketStatistics before = lab.Server(1).Packets;
        lab.Run(window);
        PacketStatistics after = lab.Server(1).Packets;
        Assert.AreEqual((interval, interval, announce), (lab.Server(1).Sync.GrantedInterval, lab.Server(1).DelayResp.GrantedInterval, lab.Server(1).Announce.GrantedInterval));
        double expected = window / (interval.Nanoseconds * 1e-9);
        Assert.AreEqual(expected, after.ReceivedSync - before.ReceivedSync, expected * 0.05);
        Assert.AreEqual(expected, after.ReceivedDelayResp - before.ReceivedDelayResp, expected * 0.05);
        double announces = window / (announce.Nanoseconds * 1e-9);
        Assert.AreEqual(announces, after.ReceivedAnnounce - before.ReceivedAnnounce, Math.Max(1, announces * 0.05));
        Assert.AreEqual(0, after.DroppedFor(DropReason.RateExceeded));
    }

    [TestMethod]
    [TestProperty("row", "G-02 G-03")]
    [DataRow(MessageType.Announce, (sbyte)-4, 300u, false, DisplayName = "Announce faster than 8 a second")]
    [DataRow(MessageType.Announce, (sbyte)5, 300u, false, DisplayName = "Announce slower than one in 16 s")]
    [DataRow(MessageType.Sync, (sbyte)-8, 300u, false, DisplayName = "Sync faster than 128 a second")]
    [DataRow(MessageType.Sync, (sbyte)5, 300u, false, DisplayName = "Sync slower than one in 16 s")]
    [DataRow(MessageType.DelayResp, (sbyte)127, 300u, false, DisplayName = "Delay_Resp at no interval")]
    [DataRow(MessageType.DelayResp, (sbyte)-128, 300u, false, DisplayName = "Delay_Resp at an absurd interval")]
    [DataRow(MessageType.Sync, (sbyte)-2, 59u, false, DisplayName = "59 s")]
    [DataRow(MessageType.Sync, (sbyte)-2, 60u, true, DisplayName = "60 s")]
    [DataRow(MessageType.Sync, (sbyte)4, 1000u, true, DisplayName = "1000 s")]
    [DataRow(MessageType.Sync, (sbyte)-2, uint.MaxValue, true, DisplayName = "136 years count as 1000 s")]
    public void Grants_count_inside_the_ranges_only(MessageType message, sbyte log, uint seconds, bool accepted)
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Network.Tap = (from, _, _, bytes) => from == PtpLab.Server1 ? Regrant(bytes, message, new(log), seconds) : bytes;
        lab.Start();
        lab.Run(15);
        ContractStatus contract = message switch
        {
            MessageType.Announce => lab.Server(1).Announce,
            MessageType.Sync => lab.Server(1).Sync,
            _ => lab.Server(1).DelayResp,
        };
        Assert.AreEqual(accepted, contract.IsInForce);
        Assert.AreEqual(accepted ? 0 : 3, lab.Server(1).Packets.DroppedFor(DropReason.GrantOutOfRange));
        Assert.AreEqual(accepted ? (int?)Math.Min(seconds, 1000) : null, contract.GrantedDurationSeconds);
    }

    [TestMethod]
    [TestProperty("row", "G-02")]
    public void Without_a_setting_durations_are_300_seconds()
    {
        TelecomSlaveSettings plain = new() { LocalAddress = PtpLab.Local, Servers = PtpLab.Profile.Servers };
        Assert.AreEqual((300, 300, 300), (plain.Announce.DurationSeconds, plain.Sync.DurationSeconds, plain.DelayResp.DurationSeconds));
        Assert.AreEqual(new LogInterval(1), plain.Announce.Interval);
    }

    [TestMethod]
    [TestProperty("row", "G-08 G-09")]
    [DataRow(NetworkOption.OptionI, "84 Prc,90 SsuA,96 SsuB,104 Sec,110 Dnu")]
    [DataRow(NetworkOption.OptionII, "80 Prs,82 Stu,86 St2,90 Tnc,100 St3E,102 St3,106 Smc,108 Prov,110 Dus")]
    [DataRow(NetworkOption.OptionIII, "82 Unk,104 Sec")]
    public void Every_clock_class_has_the_level_of_the_table_and_only_levels_qualify(NetworkOption option, string table)
    {
        Dictionary<int, QualityLevel> levels = table.Split(',').Select(entry => entry.Split(' ')).ToDictionary(entry => int.Parse(entry[0]), entry => Enum.Parse<QualityLevel>(entry[1]));
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile) with
        {
            Announce = new(new LogInterval(-3), 1000),
            Selection = new() { NetworkOption = option, WaitToRestore = TimeSpan.Zero },
        }).Start();
        lab.Run(15);
        for (int clockClass = 0; clockClass <= 255; clockClass++)
        {
            lab.Update(lab.Master1, settings => settings with { ClockClass = new((byte)clockClass) });
            lab.Run(0.3);
            QualityLevel expected = levels.GetValueOrDefault(clockClass, QualityLevel.Invalid);
            Assert.AreEqual(expected, lab.Server(1).QualityLevel, $"class {clockClass}");
            bool usable = expected is not (QualityLevel.Invalid or QualityLevel.Dnu or QualityLevel.Dus);
            Assert.AreEqual(usable, lab.Server(1).IsQualified, $"class {clockClass}");
        }
    }

    [TestMethod]
    [TestProperty("row", "G-18")]
    [DataRow(true, DisplayName = "two-step")]
    [DataRow(false, DisplayName = "one-step")]
    public void One_step_and_two_step_servers_give_the_same_measurements(bool twoStep)
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Update(lab.Master1, settings => settings with { TwoStep = twoStep });
        lab.Start();
        lab.Run(30);
        ServerStatus server = lab.Server(1);
        Assert.AreEqual(twoStep, server.TwoStep);
        Assert.AreEqual(twoStep, server.Packets.ReceivedFollowUp > 0);
        // 500 µs of path and up to 100 µs of jitter.
        Assert.AreEqual(550_000, server.ForwardDelay!.Value.Mean.Nanoseconds, 550_000 * 0.05);
        Assert.AreEqual(550_000, server.ReverseDelay!.Value.Mean.Nanoseconds, 550_000 * 0.05);
        Assert.IsGreaterThan(80, lab.Servo.Forward);
        Assert.IsGreaterThan(80, lab.Servo.Reverse);
    }

    [TestMethod]
    [TestProperty("row", "G-18")]
    public void A_server_may_change_its_step_at_any_time()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(20);
        long samples = lab.Servo.Forward;
        for (int change = 0; change < 10; change++)
        {
            lab.Update(lab.Master1, settings => settings with { TwoStep = change % 2 == 1 });
            lab.Run(5);
        }

        Assert.AreEqual(200, lab.Servo.Forward - samples, 10);
        Assert.AreEqual(PtsfTypes.None, lab.Server(1).Ptsf);
    }

    [TestMethod]
    [TestProperty("row", "G-19")]
    [DataRow(UnicastMode.OneWay)]
    [DataRow(UnicastMode.TwoWay)]
    public void One_way_asks_for_no_delay_service_and_sends_no_delay_requests(UnicastMode mode)
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile) with { Mode = mode }).Start();
        lab.Run(60);
        bool twoWay = mode == UnicastMode.TwoWay;
        Assert.AreEqual(twoWay, lab.RequestTimes(PtpLab.Server1, MessageType.DelayResp).Count > 0);
        Assert.AreEqual(twoWay, lab.Client.Sent.Contains(MessageType.DelayReq));
        Assert.AreEqual(twoWay, lab.Servo.Reverse > 0);
        Assert.IsGreaterThan(150, lab.Servo.Forward);
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
    }

    [TestMethod]
    [TestProperty("row", "G-22")]
    [DataRow((byte)4)]
    [DataRow((byte)13)]
    [DataRow((byte)23)]
    public void The_domain_is_in_every_message_and_another_one_is_not_heard(byte domain)
    {
        PtpLab lab = new(PtpLab.Profile with { Domain = domain });
        List<byte> domains = [];
        lab.Network.Tap = (from, _, _, bytes) =>
        {
            if (from == PtpLab.Local)
            {
                domains.Add(bytes[4]);
            }

            return bytes;
        };
        lab.Update(lab.Master2, settings => settings with { Domain = (byte)(domain + 1) });
        lab.Start();
        lab.Run(30);
        Assert.IsTrue(domains.TrueForAll(sent => sent == domain));
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
        Assert.IsFalse(lab.Server(2).Announce.IsInForce);
    }

    [TestMethod]
    [TestProperty("row", "G-24")]
    public void Control_field_and_stated_interval_of_a_peer_mean_nothing()
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        Random random = new(5);
        lab.Network.Tap = (from, _, _, bytes) =>
        {
            if (from == PtpLab.Server1)
            {
                bytes[32] = (byte)random.Next(256);
                bytes[33] = (byte)random.Next(256);
            }

            return bytes;
        };
        lab.Start();
        lab.Run(60);
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
        Assert.AreEqual(PtsfTypes.None, lab.Server(1).Ptsf);
        Assert.AreEqual(new LogInterval(-2), lab.Server(1).Sync.GrantedInterval);
        Assert.AreEqual(0, lab.Server(1).Packets.Drops.Sum(drop => drop.Count));
    }

    [TestMethod]
    [TestProperty("row", "G-20")]
    public void A_slave_only_clock_grants_nothing_and_takes_no_slave_only_clock_for_a_server()
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Update(lab.Master1, settings => settings with { ClockClass = ClockClass.SlaveOnly });
        lab.Start();
        lab.Run(20);
        Assert.IsNull(lab.Status.TraceSource);
        int said = lab.Network.Signaling.Count(entry => entry.From == PtpLab.Local);
        foreach (MessageType message in (MessageType[])[MessageType.Announce, MessageType.Sync, MessageType.DelayResp])
        {
            SignalingWriter request = new(new byte[128], Header(9), new PortIdentity(SlaveHost.Identity, 1));
            request.Append(new RequestUnicastTlv(message, new(0), 300));
            lab.Slave.OnDatagram(request.Finish(), PtpLab.Server1, null, PtpChannel.General, lab.Now);
            lab.Run(0.2);
        }

        Assert.AreEqual(3, lab.Server(1).Packets.DroppedFor(DropReason.RequestRefused));
        Assert.AreEqual(said, lab.Network.Signaling.Count(entry => entry.From == PtpLab.Local));
        CollectionAssert.DoesNotContain(lab.Client.Sent, MessageType.Announce);
    }

    [TestMethod]
    [TestProperty("row", "G-27")]
    public void Multicast_and_strangers_get_no_answer_whatever_they_send()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(20);
        lab.Network.Cut(PtpLab.Server1);
        lab.Run(0.5);
        int sent = lab.Client.Sent.Count(type => type == MessageType.Signaling);
        byte[] buffer = new byte[160];
        // What a multicast domain carries, flags and all, from a stranger and, unasked, from the configured server's address.
        List<(PtpChannel Channel, byte[] Bytes)> messages =
        [
            (PtpChannel.Event, buffer[..new SyncMessage(Header(1) with { Flags = PtpFlags.None }, new(1_700_000_000, 5)).Write(buffer)]),
            (PtpChannel.Event, buffer[..new DelayReqMessage(Header(2) with { Flags = PtpFlags.None }, default).Write(buffer)]),
            (PtpChannel.General, buffer[..new AnnounceMessage { Header = Header(3) with { Flags = PtpFlags.None }, ClockClass = new(84), Grandmaster = PtpLab.Identity2 }.Write(buffer)]),
            (PtpChannel.General, Request()),
        ];
        foreach ((PtpChannel channel, byte[] bytes) in messages)
        {
            lab.Slave.OnDatagram(bytes, Stranger, lab.Client.ReadClock(), channel, lab.Now);
            lab.Slave.OnDatagram(bytes, PtpLab.Server2, lab.Client.ReadClock(), channel, lab.Now);
        }

        lab.Run(0.1);
        Assert.AreEqual(sent, lab.Client.Sent.Count(type => type == MessageType.Signaling));
        Assert.IsTrue(lab.Client.Sent.TrueForAll(type => type is MessageType.Signaling or MessageType.DelayReq));
        Assert.AreEqual(8, lab.Status.UnattributedDrops.Single(drop => drop.Reason == DropReason.UnknownSource).Count);
    }

    [TestMethod]
    [TestProperty("row", "G-26")]
    public void After_a_lost_contract_the_request_goes_to_all_ones_again()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(20);
        lab.Network.Cut(PtpLab.Server1);
        lab.RunUntil(() => !lab.Server(1).Announce.IsInForce && !lab.Server(1).Sync.IsInForce && !lab.Server(1).DelayResp.IsInForce, 20);
        int before = lab.Network.Signaling.Count;
        lab.Run(70);
        List<PortIdentity> targets = [];
        foreach ((_, PtpAddress from, _, byte[] bytes) in lab.Network.Signaling.Skip(before))
        {
            if (from == PtpLab.Local && SignalingMessage.TryRead(bytes, out SignalingMessage message, out _))
            {
                targets.Add(message.Target);
            }
        }

        Assert.IsGreaterThan(2, targets.Count);
        Assert.IsTrue(targets.TrueForAll(target => target == PortIdentity.Wildcard));
    }

    private static PtpHeader Header(ushort sequence) => new()
    {
        DomainNumber = 4,
        Flags = PtpFlags.Unicast,
        Source = new(PtpLab.Identity1, 1),
        SequenceId = new(sequence),
        LogMessageInterval = LogInterval.Unspecified,
    };

    private static byte[] Request()
    {
        SignalingWriter writer = new(new byte[128], Header(4), PortIdentity.Wildcard);
        writer.Append(new RequestUnicastTlv(MessageType.Announce, new(0), 300));
        writer.Append(new CancelUnicastTlv(MessageType.Sync, CancelFlags.None));
        return writer.Finish().ToArray();
    }

    /// <summary>Changes what a Signaling message grants for one message type.</summary>
    private static byte[] Regrant(byte[] bytes, MessageType message, LogInterval interval, uint seconds)
    {
        if (!SignalingMessage.TryRead(bytes, out SignalingMessage signaling, out _))
        {
            return bytes;
        }

        SignalingWriter writer = new(new byte[256], signaling.Header, signaling.Target);
        foreach (Tlv tlv in signaling)
        {
            if (tlv.Type == TlvType.GrantUnicastTransmission && GrantUnicastTlv.TryRead(tlv.Value, out GrantUnicastTlv grant, out _))
            {
                writer.Append(grant.MessageType == message ? grant with { Interval = interval, DurationSeconds = seconds } : grant);
            }
        }

        return writer.IsEmpty ? bytes : writer.Finish().ToArray();
    }
}
