using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.UnitTests.Ptp;

/// <summary>The seed document's Context and step 8, without the frequency profile.</summary>
[TestClass]
public sealed class TelecomSlaveSeedTests
{
    [TestMethod]
    public void Both_servers_are_asked_in_parallel_and_the_master_server_is_traced()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed).Start();
        lab.Run(5);
        TelecomSlaveStatus status = lab.Status;
        Assert.AreEqual((byte)1, status.TraceSource);
        Assert.IsTrue(status.Servers.All(server => server.NegotiationState == NegotiationState.Success));
        Assert.IsTrue(status.Servers.All(server => server.Announce.IsInForce && server.Sync.IsInForce && server.DelayResp.IsInForce));
        Assert.IsGreaterThan(5, lab.Servo.Forward);
        Assert.IsGreaterThan(5, lab.Servo.Reverse);
        Assert.AreEqual(0, status.EffectiveDomain);
    }

    [TestMethod]
    public void Master_server_failing_to_connect_gives_the_slave_server()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed);
        lab.Network.Cut(PtpLab.Server1);
        lab.Start();
        double seconds = lab.RunUntil(() => lab.Status.TraceSource == 2, 5);
        // Not before the master has had its three tries.
        Assert.IsGreaterThan(2.9, seconds);
        Assert.AreEqual(NegotiationState.Error, lab.Server(1).NegotiationState);
        Assert.AreEqual(NegotiationError.AnnounceNegotiationTimeout, lab.Server(1).LastError);
    }

    [TestMethod]
    public void Losing_the_traced_server_moves_to_the_other_within_the_receipt_timeout()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed).Start();
        lab.Run(10);
        long announces = lab.Server(1).Packets.ReceivedAnnounce;
        lab.RunUntil(() => lab.Server(1).Packets.ReceivedAnnounce > announces, 3);
        lab.Network.Cut(PtpLab.Server1);
        // Announce has just arrived, so Sync (5 s) is missed before Announce (6 s).
        double seconds = lab.RunUntil(() => lab.Status.TraceSource == 2, 6);
        Assert.IsGreaterThan(4.5, seconds);
        Assert.AreEqual(0, lab.Servo.Resets);
        Assert.AreEqual(1, lab.Servo.SourceChanges);
        Assert.IsTrue(lab.Status.TraceCause is TraceCause.LossSync or TraceCause.LossDelayResp);
    }

    [TestMethod]
    public void A_connected_server_is_kept_when_the_other_comes_back_and_the_process_repeats()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed).Start();
        lab.Run(10);
        lab.Network.Cut(PtpLab.Server1);
        lab.Run(10);
        lab.Network.Restore(PtpLab.Server1);
        lab.RunUntil(() => lab.Server(1).NegotiationState == NegotiationState.Success, 70);
        lab.Run(30);
        Assert.AreEqual((byte)2, lab.Status.TraceSource);
        lab.Network.Cut(PtpLab.Server2);
        lab.RunUntil(() => lab.Status.TraceSource == 1, 6);
        lab.Network.Cut(PtpLab.Server1);
        lab.RunUntil(() => lab.Status.TraceSource is null, 7);
        lab.Run(200);
        lab.Network.Restore(PtpLab.Server2);
        lab.RunUntil(() => lab.Status.TraceSource == 2, 70);
        Assert.AreEqual(0, lab.Servo.Resets);
    }

    [TestMethod]
    public void A_single_server_is_never_left_for_another()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Seed)).Start();
        lab.Run(10);
        lab.Network.Cut(PtpLab.Server1);
        lab.Run(120);
        Assert.IsNull(lab.Status.TraceSource);
        Assert.AreEqual(1, lab.Servo.Holdovers);
        Assert.AreEqual(AlarmState.Raised, lab.Events<PtpEvent.AllServersUnreachable>().Last().State);
        Assert.IsFalse(lab.Network.Signaling.Any(sent => sent.To == PtpLab.Server2));
        lab.Network.Restore(PtpLab.Server1);
        lab.RunUntil(() => lab.Status.TraceSource == 1, 70);
        Assert.AreEqual(0, lab.Servo.SourceChanges);
        Assert.AreEqual(AlarmState.Cleared, lab.Events<PtpEvent.AllServersUnreachable>().Last().State);
    }

    [TestMethod]
    [DataRow(UnicastMode.OneWay, false)]
    [DataRow(UnicastMode.TwoWay, true)]
    [DataRow(UnicastMode.Atr, true)]
    public void Only_two_way_modes_use_Delay_Resp(UnicastMode mode, bool twoWay)
    {
        PtpLab lab = new PtpLab(PtpLab.Seed with { Mode = mode }).Start();
        lab.Run(5);
        Assert.AreEqual(twoWay, lab.Server(1).DelayResp.IsInForce);
        Assert.AreEqual(twoWay, lab.Servo.Reverse > 0);
        Assert.AreEqual(twoWay, lab.Client.Sent.Contains(AcrNetconf.Ptp.Wire.MessageType.DelayReq));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Offsets_are_measured_from_one_step_and_two_step_servers(bool twoStep)
    {
        PtpLab lab = new PtpLab(PtpLab.Seed);
        lab.Network.JitterNanoseconds = 0;
        lab.Update(lab.Master1, settings => settings with { TwoStep = twoStep, SyncCorrection = new(1000) });
        lab.Start();
        lab.Run(5);
        Assert.AreEqual(499_000, (lab.Servo.LastForward.Local - lab.Servo.LastForward.Remote).Nanoseconds);
        Assert.AreEqual(500_000, (lab.Servo.LastReverse.Remote - lab.Servo.LastReverse.Local).Nanoseconds);
        Assert.AreEqual(twoStep, lab.Server(1).TwoStep);
    }

    [TestMethod]
    [DataRow(UnicastMode.Atr, 430_000, 570_000)]
    [DataRow(UnicastMode.TwoWay, 500_000, 500_000)]
    public void Asymmetry_makes_both_delays_the_mean_where_phase_is_recovered(UnicastMode mode, int forward, int reverse)
    {
        TelecomSlaveSettings settings = PtpLab.Seed with
        {
            Mode = mode,
            Servers = [PtpLab.Seed.Servers[0] with { Asymmetry = new(70_000) }],
        };
        PtpLab lab = new PtpLab(settings);
        lab.Network.JitterNanoseconds = 0;
        lab.Start();
        lab.Run(5);
        Assert.AreEqual(forward, (lab.Servo.LastForward.Local - lab.Servo.LastForward.Remote).Nanoseconds);
        Assert.AreEqual(reverse, (lab.Servo.LastReverse.Remote - lab.Servo.LastReverse.Local).Nanoseconds);
    }

    [TestMethod]
    public void Denied_master_server_gives_the_slave_server_and_its_reason()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed);
        lab.Update(lab.Master1, settings => settings with { Faults = GrandmasterFaults.DenySync });
        lab.Start();
        lab.RunUntil(() => lab.Status.TraceSource == 2, 5);
        Assert.AreEqual(NegotiationError.SyncNegotiationDenied, lab.Server(1).LastError);
        Assert.AreEqual(3, lab.Server(1).Sync.DenialsReceived);
    }

    [TestMethod]
    public void A_host_without_a_route_is_named_as_the_reason()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed);
        lab.Client.HasRoute = false;
        lab.Start();
        lab.Run(5);
        Assert.AreEqual(NegotiationError.RouteUnreachable, lab.Server(1).LastError);
        Assert.IsGreaterThan(2, lab.Server(1).Packets.SendFailures);
    }
}
