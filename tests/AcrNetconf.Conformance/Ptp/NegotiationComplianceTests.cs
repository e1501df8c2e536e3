using AcrNetconf.Conformance.Table;
using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.Conformance.Ptp;

/// <summary>Unicast negotiation of a G.8265.1 client (§6.5, §6.6), in simulated time.</summary>
[TestClass]
public sealed class NegotiationComplianceTests : ComplianceTests
{
    /// <summary>Five simulated days; ACR_SOAK_SEEDS for more.</summary>
    public static IEnumerable<int> SoakSeeds() =>
        Enumerable.Range(11, int.TryParse(Environment.GetEnvironmentVariable("ACR_SOAK_SEEDS"), out int count) ? count : 5);

    [TestMethod]
    [TestProperty("row", "G-04")]
    [DataRow(GrandmasterFaults.MuteSignaling, MessageType.Announce, DisplayName = "silence")]
    [DataRow(GrandmasterFaults.DenyAnnounce, MessageType.Announce, DisplayName = "denial of Announce")]
    [DataRow(GrandmasterFaults.DenySync, MessageType.Sync, DisplayName = "denial of Sync")]
    [DataRow(GrandmasterFaults.DenyDelayResp, MessageType.DelayResp, DisplayName = "denial of Delay_Resp")]
    public void Three_tries_one_second_apart_then_sixty_seconds_pause_for_ever(GrandmasterFaults fault, MessageType message)
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Update(lab.Master1, settings => settings with { Faults = fault });
        lab.Start();
        lab.Run(200);
        List<double> times = lab.RequestTimes(PtpLab.Server1, message);
        Assert.HasCount(12, times);
        for (int index = 1; index < times.Count; index++)
        {
            double expected = index % 3 == 0 ? 60 : 1;
            Assert.AreEqual(expected, times[index] - times[index - 1], expected * 0.05, $"gap {index}");
            Assert.IsGreaterThanOrEqualTo(expected, times[index] - times[index - 1] + 1e-6);
        }
    }

    [TestMethod]
    [TestProperty("row", "G-01")]
    public void Services_have_independent_state_machines()
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Update(lab.Master1, settings => settings with { Faults = GrandmasterFaults.DenyDelayResp });
        lab.Start();
        lab.Run(30);
        ServerStatus server = lab.Server(1);
        Assert.AreEqual(ContractState.Granted, server.Announce.State);
        Assert.AreEqual(ContractState.Granted, server.Sync.State);
        Assert.AreEqual(ContractState.LockedOut, server.DelayResp.State);
        Assert.AreEqual(ContractCause.Denied, server.DelayResp.Cause);
        Assert.IsTrue(server.DelayResp.PauseRemaining <= TimeSpan.FromSeconds(60));
    }

    [TestMethod]
    [TestProperty("row", "G-26")]
    public void First_request_goes_to_all_ones_and_renewals_to_the_learned_identity()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(280);
        List<PortIdentity> targets = [];
        foreach ((_, PtpAddress from, _, byte[] bytes) in lab.Network.Signaling)
        {
            if (from == PtpLab.Local && SignalingMessage.TryRead(bytes, out SignalingMessage message, out _))
            {
                targets.Add(message.Target);
            }
        }

        Assert.AreEqual(PortIdentity.Wildcard, targets[0]);
        Assert.IsTrue(targets.Skip(1).All(target => target == new PortIdentity(PtpLab.Identity1, 1)));
        Assert.IsGreaterThan(3, targets.Count);
    }

    [TestMethod]
    [TestProperty("row", "G-01 G-26")]
    public void Announce_is_asked_first_and_timing_only_of_the_selected_server()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(60);
        Assert.IsLessThan(lab.RequestTimes(PtpLab.Server1, MessageType.Sync)[0], lab.RequestTimes(PtpLab.Server1, MessageType.Announce)[0]);
        Assert.IsEmpty(lab.RequestTimes(PtpLab.Server2, MessageType.Sync));
        Assert.HasCount(1, lab.RequestTimes(PtpLab.Server2, MessageType.Announce));
    }

    [TestMethod]
    [DataRow(TlvStacking.Stacked, 1)]
    [DataRow(TlvStacking.Single, 3)]
    public void Requests_are_stacked_or_single_as_configured(TlvStacking stacking, int messages)
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Seed) with { Negotiation = new() { Stacking = stacking } });
        lab.Start();
        lab.Run(2);
        Assert.AreEqual(messages, lab.Network.Signaling.Count(entry => entry.From == PtpLab.Local));
        Assert.AreEqual(NegotiationState.Success, lab.Server(1).NegotiationState);
    }

    [TestMethod]
    [TestProperty("row", "G-02 G-05")]
    public void Shorter_and_slower_grants_are_accepted_and_renewed_in_time()
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Update(lab.Master1, settings => settings with { MaximumDurationSeconds = 60, FastestInterval = new(0) });
        lab.Start();
        lab.Run(600);
        ContractStatus sync = lab.Server(1).Sync;
        Assert.AreEqual(new LogInterval(0), sync.GrantedInterval);
        Assert.AreEqual(60, sync.GrantedDurationSeconds);
        Assert.AreEqual(0, sync.Lapses);
        List<double> times = lab.RequestTimes(PtpLab.Server1, MessageType.Sync);
        for (int index = 1; index < times.Count; index++)
        {
            // 75 % of 60 s, up to 5 % earlier.
            Assert.IsTrue(times[index] - times[index - 1] is > 42.7 and < 45.1, $"renewal after {times[index] - times[index - 1]:F2} s");
        }
    }

    [TestMethod]
    [TestProperty("row", "G-02")]
    [DataRow(30, DisplayName = "shorter than the profile allows")]
    public void Grant_outside_the_profile_is_a_denial(int seconds)
    {
        PtpLab lab = new(PtpLab.OneServer(PtpLab.Profile));
        lab.Update(lab.Master1, settings => settings with { MaximumDurationSeconds = seconds });
        lab.Start();
        lab.Run(10);
        Assert.IsFalse(lab.Server(1).Announce.IsInForce);
        Assert.AreEqual(3, lab.Server(1).Packets.DroppedFor(DropReason.GrantOutOfRange));
    }

    [TestMethod]
    [TestProperty("row", "G-06")]
    public void Cancel_from_the_server_is_acknowledged_and_asked_again()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(100);
        lab.Master1.Core.Cancel(PtpLab.Local, MessageType.Sync);
        lab.Run(0.1);
        ServerStatus server = lab.Server(1);
        Assert.AreEqual(1, lab.Master1.Core.GetClients(lab.Now).Single().AcknowledgesReceived);
        Assert.AreEqual((1L, 1L), (server.Sync.CancelsReceived, server.Sync.AcknowledgesSent));
        Assert.AreEqual(ContractCause.CancelledByServer, server.Sync.Cause);
        Assert.IsTrue(server.Announce.IsInForce);
        Assert.IsNull(lab.Status.TraceSource, "selection runs again at once");
        lab.RunUntil(() => lab.Server(1).Sync.IsInForce, 1.2);
    }

    [TestMethod]
    [TestProperty("row", "G-04 G-06")]
    public void Grant_and_cancel_cannot_chase_each_other()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(5);
        for (int second = 0; second < 60; second++)
        {
            lab.Master1.Core.Cancel(PtpLab.Local, MessageType.Announce);
            lab.Run(1);
        }

        Assert.IsLessThanOrEqualTo(5, lab.Server(1).Announce.RequestsSent);
    }

    [TestMethod]
    [TestProperty("row", "G-07")]
    public void Deselected_server_gets_cancel_for_timing_and_keeps_announce()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        Assert.IsTrue(lab.Slave.ManualSwitch(2, lab.Now));
        lab.Run(3);
        GrandmasterClientStatus client = lab.Master1.Core.GetClients(lab.Now).Single();
        Assert.AreEqual(2, client.CancelsReceived);
        Assert.IsNotNull(client.AnnounceInterval);
        Assert.IsNull(client.SyncInterval);
        Assert.IsNull(client.DelayRespInterval);
        Assert.AreEqual((byte)2, lab.Status.TraceSource);
    }

    public static IEnumerable<string> Endings() =>
        ["deselection", "another domain", "another mode", "server removed", "server down", "renegotiation", "path about to go", "shutdown"];

    [TestMethod]
    [TestProperty("row", "G-07")]
    [DynamicData(nameof(Endings))]
    public void Cancel_is_repeated_every_second_until_acknowledged_and_nothing_is_asked_before(string ending)
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        List<double> cancels = [];
        lab.Network.Tap = (from, to, _, bytes) =>
        {
            if (from != PtpLab.Local || to != PtpLab.Server1 || !Carries(bytes, TlvType.CancelUnicastTransmission))
            {
                return bytes;
            }

            cancels.Add(lab.Now.Nanoseconds * 1e-9);
            return cancels.Count < 3 ? null : bytes;
        };
        int requests = lab.RequestTimes(PtpLab.Server1, MessageType.Sync).Count;
        double begin = lab.Now.Nanoseconds * 1e-9;
        End(lab, ending);
        lab.Run(1.99);
        Assert.HasCount(requests, lab.RequestTimes(PtpLab.Server1, MessageType.Sync));
        lab.Run(8);
        Assert.HasCount(3, cancels);
        for (int index = 0; index < 3; index++)
        {
            Assert.AreEqual(begin + index, cancels[index], 0.05);
        }

        // Sync and Delay_Resp always, Announce unless the server was only deselected.
        Assert.IsInRange(2, 3, lab.Master1.Core.GetClients(lab.Now).Single().CancelsReceived);
    }

    [TestMethod]
    [TestProperty("row", "G-07")]
    [DynamicData(nameof(Endings))]
    public void Cancel_nobody_answers_is_sent_three_times(string ending)
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        int cancels = 0;
        lab.Network.Tap = (from, to, _, bytes) =>
        {
            cancels += from == PtpLab.Local && to == PtpLab.Server1 && Carries(bytes, TlvType.CancelUnicastTransmission) ? 1 : 0;
            return bytes;
        };
        lab.Network.Cut(PtpLab.Server1);
        End(lab, ending);
        lab.Run(4);
        Assert.AreEqual(3, cancels);
    }

    [TestMethod]
    [TestProperty("row", "G-05")]
    public void Grants_that_are_all_lost_do_not_end_what_the_server_still_sends()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(20);
        lab.Network.Tap = (from, _, _, bytes) => from == PtpLab.Server1 && (bytes[0] & 15) == (int)MessageType.Signaling ? null : bytes;
        lab.Run(1000);
        Assert.AreEqual(0, lab.Server(1).Sync.Lapses + lab.Server(1).Announce.Lapses + lab.Server(1).DelayResp.Lapses);
        Assert.IsGreaterThan(2, lab.Server(1).Sync.ImplicitRenewals);
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
    }

    [TestMethod]
    public void Requests_that_are_all_lost_end_the_contract_when_the_grant_does()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(20);
        lab.Network.Tap = (from, _, _, bytes) => from == PtpLab.Local && (bytes[0] & 15) == (int)MessageType.Signaling ? null : bytes;
        double seconds = lab.RunUntil(() => !lab.Server(1).Sync.IsInForce, 320);
        Assert.AreEqual(0, lab.Server(1).Sync.ImplicitRenewals);
        Assert.AreEqual(281, seconds, 3);
    }

    [TestMethod]
    [TestProperty("row", "G-05")]
    [DynamicData(nameof(SoakSeeds))]
    public void No_contract_gap_in_a_day_with_thirty_percent_signalling_loss(int seed)
    {
        TelecomSlaveSettings settings = PtpLab.Profile with
        {
            // Rates as slow as they go: the day is about signalling.
            Announce = new(new LogInterval(1), 300),
            Sync = new(new LogInterval(1), 300),
            DelayResp = new(new LogInterval(1), 300),
            Ptsf = new() { AnnounceReceiptTimeout = 255, SyncReceiptTimeout = TimeSpan.FromSeconds(100), DelayRespReceiptTimeout = TimeSpan.FromSeconds(100) },
        };
        PtpLab lab = new(settings, seed);
        lab.Network.SignalingLoss = 0.3;
        lab.Start();
        lab.Run(86_400);
        ServerStatus server = lab.Server(1);
        Assert.AreEqual(0, server.Announce.Lapses + server.Sync.Lapses + server.DelayResp.Lapses);
        Assert.AreEqual(0, lab.Server(2).Announce.Lapses);
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
    }

    [TestMethod]
    [TestProperty("row", "G-02 G-03")]
    public void Requests_carry_the_configured_rates_and_durations()
    {
        TelecomSlaveSettings settings = PtpLab.OneServer(PtpLab.Seed) with
        {
            Announce = new(new LogInterval(-3), 60),
            Sync = new(new LogInterval(-7), 1000),
            DelayResp = new(new LogInterval(4), 300),
        };
        PtpLab lab = new PtpLab(settings).Start();
        lab.Run(0.5);
        Assert.IsTrue(SignalingMessage.TryRead(lab.Network.Signaling[0].Bytes, out SignalingMessage message, out _));
        List<RequestUnicastTlv> requests = [];
        foreach (Tlv tlv in message)
        {
            Assert.IsTrue(RequestUnicastTlv.TryRead(tlv.Value, out RequestUnicastTlv request, out _));
            requests.Add(request);
        }

        CollectionAssert.AreEqual(
            new RequestUnicastTlv[] { new(MessageType.Announce, new(-3), 60), new(MessageType.Sync, new(-7), 1000), new(MessageType.DelayResp, new(4), 300) },
            requests);
    }

    [TestMethod]
    [TestProperty("row", "G-26")]
    public void A_restarted_server_with_another_identity_is_learned_again()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(20);
        lab.Master1.Restart(lab.Master1.Core.Settings with { Identity = new(0x0011_22FF_FE33_4499) });
        lab.RunUntil(() => lab.Server(1).Identity?.Clock.Value == 0x0011_22FF_FE33_4499 && lab.Server(1).Sync.IsInForce, 80);
        long samples = lab.Servo.Forward;
        lab.Slave.ClearWaitToRestore(null, lab.Now);
        lab.Run(5);
        lab.Slave.ClearWaitToRestore(null, lab.Now);
        lab.Run(5);
        Assert.IsGreaterThan(samples, lab.Servo.Forward);
    }

    [TestMethod]
    public void What_went_silent_is_welcome_again_before_the_grant_ends()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Seed)).Start();
        lab.Run(20);
        lab.Network.Cut(PtpLab.Server1);
        lab.Run(15);
        Assert.AreEqual(ContractState.LockedOut, lab.Server(1).Sync.State);
        lab.Network.Restore(PtpLab.Server1);
        lab.RunUntil(() => lab.Status.TraceSource == 1, 5);
    }

    [TestMethod]
    [TestProperty("row", "G-21 G-23 G-24")]
    public void Client_never_sends_what_only_servers_send_and_sets_the_unicast_flag()
    {
        PtpLab lab = new(PtpLab.Profile);
        List<string> faults = [];
        lab.Network.Tap = (from, _, channel, bytes) =>
        {
            if (from == PtpLab.Local)
            {
                Inspect(bytes, channel, faults);
            }

            return bytes;
        };
        lab.Start();
        lab.Run(300);
        lab.Slave.Shutdown(lab.Now);
        lab.Run(5);
        Assert.IsEmpty(faults);
        CollectionAssert.AreEquivalent(new[] { MessageType.Signaling, MessageType.DelayReq }, lab.Client.Sent.Distinct().ToArray());
    }

    private static void End(PtpLab lab, string ending)
    {
        TelecomSlaveSettings settings = PtpLab.Profile;
        switch (ending)
        {
            case "deselection":
                lab.Slave.ManualSwitch(2, lab.Now);
                break;
            case "another domain":
                lab.Slave.OnReconfigured(settings with { Domain = 5 }, lab.Now);
                break;
            case "another mode":
                lab.Slave.OnReconfigured(settings with { Mode = UnicastMode.OneWay }, lab.Now);
                break;
            case "server removed":
                lab.Slave.OnReconfigured(settings with { Servers = [settings.Servers[1]] }, lab.Now);
                break;
            case "server down":
                lab.Slave.OnReconfigured(settings with { Servers = [settings.Servers[0] with { AdminState = AdminState.Down }, settings.Servers[1]] }, lab.Now);
                break;
            case "renegotiation":
                lab.Slave.Renegotiate(1, lab.Now);
                break;
            case "path about to go":
                lab.Slave.Part(lab.Now);
                break;
            default:
                lab.Slave.Shutdown(lab.Now);
                break;
        }
    }

    private static bool Carries(byte[] bytes, TlvType type)
    {
        if (SignalingMessage.TryRead(bytes, out SignalingMessage message, out _))
        {
            foreach (Tlv tlv in message)
            {
                if (tlv.Type == type)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Inspect(byte[] bytes, PtpChannel channel, List<string> faults)
    {
        Assert.IsTrue(PtpHeader.TryRead(bytes, out PtpHeader header, out _));
        bool isDelayReq = header.MessageType == MessageType.DelayReq;
        bool valid = header.MessageLength == bytes.Length
            && header.DomainNumber == 4
            && header.MajorSdoId == 0
            && header.MinorVersion == 0
            && header.Flags == PtpFlags.Unicast
            && header.Source == new PortIdentity(SlaveHost.Identity, 1)
            && header.LogMessageInterval == LogInterval.Unspecified
            && bytes[32] == (isDelayReq ? 1 : 5)
            && channel == (isDelayReq ? PtpChannel.Event : PtpChannel.General);
        if (!valid)
        {
            faults.Add($"{header} on {channel}");
        }
    }
}
