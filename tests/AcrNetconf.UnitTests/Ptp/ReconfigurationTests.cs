using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.UnitTests.Ptp;

/// <summary>What a change of settings may disturb, read from the counters operators see.</summary>
[TestClass]
public sealed class ReconfigurationTests
{
    public static IEnumerable<TestDataRow<Func<TelecomSlaveSettings, TelecomSlaveSettings>>> HitlessChanges()
    {
        yield return Row("announce receipt timeout", s => s with { Ptsf = s.Ptsf with { AnnounceReceiptTimeout = 5 } });
        yield return Row("sync receipt timeout", s => s with { Ptsf = s.Ptsf with { SyncReceiptTimeout = TimeSpan.FromSeconds(8) } });
        yield return Row("delay-resp receipt timeout", s => s with { Ptsf = s.Ptsf with { DelayRespReceiptTimeout = TimeSpan.FromSeconds(8) } });
        yield return Row("durations", s => s with { Announce = s.Announce with { DurationSeconds = 600 }, Sync = s.Sync with { DurationSeconds = 600 } });
        yield return Row("unusable threshold", s => s with { Ptsf = s.Ptsf with { MonitorUnusable = true, DelayVariationLimit = TimeSpan.FromMilliseconds(5) } });
        yield return Row("wait to restore", s => s with { Selection = s.Selection with { WaitToRestore = TimeSpan.FromSeconds(10) } });
        yield return Row("ql hold-off", s => s with { Selection = s.Selection with { QualityLevelHoldOff = TimeSpan.FromSeconds(1) } });
        yield return Row("renew percent", s => s with { Negotiation = s.Negotiation with { RenewPercent = 50 } });
        yield return Row("minor version", s => s with { MinorVersion = 1 });

        static TestDataRow<Func<TelecomSlaveSettings, TelecomSlaveSettings>> Row(string name, Func<TelecomSlaveSettings, TelecomSlaveSettings> change) => new(change) { DisplayName = name };
    }

    public static IEnumerable<TestDataRow<Func<TelecomSlaveSettings, TelecomSlaveSettings>>> RelockChanges()
    {
        yield return Row("domain", s => s with { Domain = 9 });
        yield return Row("mode", s => s with { Mode = UnicastMode.OneWay });
        yield return Row("local address", s => s with { LocalAddress = PtpAddress.Parse("192.0.2.11") });
        yield return Row("profile", s => s with { FrequencyProfile = false, Domain = 4 });

        static TestDataRow<Func<TelecomSlaveSettings, TelecomSlaveSettings>> Row(string name, Func<TelecomSlaveSettings, TelecomSlaveSettings> change) => new(change) { DisplayName = name };
    }

    [TestMethod]
    [DynamicData(nameof(HitlessChanges))]
    public void Hitless_change_keeps_contracts_servo_and_source(Func<TelecomSlaveSettings, TelecomSlaveSettings> change)
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        TelecomSlaveStatus before = lab.Status;
        Assert.AreEqual(SettingsImpact.Hitless, lab.Slave.OnReconfigured(change(PtpLab.Profile), lab.Now));
        lab.Run(20);
        TelecomSlaveStatus after = lab.Status;
        Assert.AreEqual(SumRequests(before), SumRequests(after));
        Assert.AreEqual(0, SumCancels(after));
        Assert.AreEqual(before.TraceSince, after.TraceSince);
        Assert.AreEqual((0L, 0L, 0L), (after.ServoResets, after.SourceChanges, after.Restarts));
        Assert.AreEqual(0, lab.Servo.Resets + lab.Servo.Holdovers + lab.Servo.SourceChanges);
    }

    [TestMethod]
    [DynamicData(nameof(RelockChanges))]
    public void Relock_change_cancels_everything_and_starts_over(Func<TelecomSlaveSettings, TelecomSlaveSettings> change)
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        TelecomSlaveSettings changed = change(PtpLab.Profile);
        int signaling = lab.Network.Signaling.Count;
        Assert.AreEqual(SettingsImpact.Relock, lab.Slave.OnReconfigured(changed, lab.Now));

        // Announce with both servers, Sync and Delay_Resp with the traced one: cancelled inside the call, in the old domain.
        List<byte[]> sent = [.. lab.Network.Signaling.Skip(signaling).Select(entry => entry.Bytes)];
        Assert.HasCount(2, sent);
        Assert.IsTrue(sent.TrueForAll(bytes => bytes[4] == 4));
        Assert.AreEqual(4, SumCancels(lab.Status));
        Assert.IsNull(lab.Status.TraceSource);
        Assert.AreEqual(1, lab.Servo.Resets);
        Assert.AreEqual(1, lab.Status.Restarts);
        lab.Run(0.1);
        if (changed.LocalAddress == PtpLab.Local)
        {
            lab.Update(lab.Master1, settings => settings with { Domain = changed.EffectiveDomain });
            lab.RunUntil(() => lab.Status.TraceSource == 1, 10);
        }
    }

    [TestMethod]
    public void Interval_change_asks_again_for_that_contract_only_and_keeps_receiving()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        ServerStatus before = lab.Server(1);
        long samples = lab.Servo.Forward;
        Assert.AreEqual(SettingsImpact.Renegotiate, lab.Slave.OnReconfigured(PtpLab.Profile with { Sync = new(new LogInterval(-4), 300) }, lab.Now));
        lab.Run(2);
        ServerStatus after = lab.Server(1);
        Assert.AreEqual(before.Sync.RequestsSent + 1, after.Sync.RequestsSent);
        Assert.AreEqual(new LogInterval(-4), after.Sync.GrantedInterval);
        Assert.AreEqual((before.Announce.RequestsSent, before.DelayResp.RequestsSent), (after.Announce.RequestsSent, after.DelayResp.RequestsSent));
        Assert.AreEqual(0, after.Sync.Lapses);
        Assert.IsGreaterThan(samples + 25, lab.Servo.Forward);
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
        Assert.AreEqual(0, lab.Servo.Resets);
    }

    [TestMethod]
    public void Address_change_of_the_untraced_server_leaves_the_traced_one_alone()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        ServerStatus before = lab.Server(1);
        ServerSettings moved = PtpLab.Profile.Servers[1] with { Address = PtpAddress.Parse("192.0.2.3") };
        lab.Slave.OnReconfigured(PtpLab.Profile with { Servers = [PtpLab.Profile.Servers[0], moved] }, lab.Now);
        lab.Run(5);
        Assert.AreEqual(before.Sync.RequestsSent, lab.Server(1).Sync.RequestsSent);
        Assert.AreEqual((byte)1, lab.Status.TraceSource);
        // The old server was told, and its acknowledgement was awaited.
        Assert.IsNull(lab.Master2.Core.GetClients(lab.Now).Single().AnnounceInterval);
        Assert.AreEqual(1, lab.Master2.Core.GetClients(lab.Now).Single().CancelsReceived);
        Assert.AreEqual(0, lab.Servo.Resets);
    }

    [TestMethod]
    public void Admin_down_cancels_that_server_and_traces_the_other()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        ServerSettings down = PtpLab.Profile.Servers[0] with { AdminState = AdminState.Down };
        lab.Slave.OnReconfigured(PtpLab.Profile with { Servers = [down, PtpLab.Profile.Servers[1]] }, lab.Now);
        lab.Run(3);
        Assert.AreEqual((byte)2, lab.Status.TraceSource);
        Assert.AreEqual(TraceCause.Lockout, lab.Status.TraceCause);
        Assert.AreEqual(NegotiationState.None, lab.Server(1).NegotiationState);
        Assert.AreEqual(3, lab.Master1.Core.GetClients(lab.Now).Single().CancelsReceived);
        lab.Slave.OnReconfigured(PtpLab.Profile, lab.Now);
        lab.RunUntil(() => lab.Status.TraceSource == 1, 10);
        Assert.AreEqual(0, lab.Servo.Resets);
    }

    [TestMethod]
    public void Equal_settings_change_nothing()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(5);
        TelecomSlaveSettings same = PtpLab.Profile with { Servers = [PtpLab.Profile.Servers[0] with { }, PtpLab.Profile.Servers[1] with { }] };
        Assert.AreEqual(SettingsImpact.None, lab.Slave.OnReconfigured(same, lab.Now));
    }

    [TestMethod]
    public void Shutdown_cancels_and_completes_when_acknowledged()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        lab.Slave.Shutdown(lab.Now);
        Assert.IsFalse(lab.Slave.IsShutdownComplete);
        lab.Run(0.1);
        Assert.IsTrue(lab.Slave.IsShutdownComplete);
        Assert.AreEqual(3, lab.Server(1).Sync.AcknowledgesReceived + lab.Server(1).Announce.AcknowledgesReceived + lab.Server(1).DelayResp.AcknowledgesReceived);
        int sent = lab.Client.Sent.Count;
        lab.Run(600);
        Assert.HasCount(sent, lab.Client.Sent);
    }

    [TestMethod]
    public void Shutdown_against_silence_gives_up_after_three_cancels()
    {
        PtpLab lab = new PtpLab(PtpLab.OneServer(PtpLab.Profile)).Start();
        lab.Run(20);
        lab.Network.Cut(PtpLab.Server1);
        lab.Slave.Shutdown(lab.Now);
        double seconds = lab.RunUntil(() => lab.Slave.IsShutdownComplete, 5);
        Assert.AreEqual(3, lab.Server(1).Sync.CancelsSent);
        Assert.AreEqual(3.0, seconds, 0.15);
    }

    [TestMethod]
    public void Renegotiate_cancels_and_asks_again_without_touching_the_servo()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed).Start();
        lab.Run(20);
        ServerStatus before = lab.Server(1);
        lab.Slave.Renegotiate(1, lab.Now);
        lab.Run(10);
        Assert.AreEqual(before.Sync.RequestsSent + 1, lab.Server(1).Sync.RequestsSent);
        Assert.AreEqual(1, lab.Server(1).Sync.CancelsSent);
        Assert.AreEqual(NegotiationState.Success, lab.Server(1).NegotiationState);
        Assert.AreEqual(0, lab.Servo.Resets);
    }

    [TestMethod]
    public void Reset_statistics_zeroes_counters_and_delays()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        Assert.IsNotNull(lab.Server(1).ForwardDelay);
        lab.Slave.ResetStatistics(1);
        Assert.AreEqual(new PacketStatistics(), lab.Server(1).Packets);
        Assert.IsNull(lab.Server(1).ForwardDelay);
        Assert.AreEqual(0, lab.Server(1).Sync.RequestsSent);
        Assert.IsGreaterThan(0, lab.Server(2).Packets.ReceivedAnnounce);
    }

    [TestMethod]
    public void Servo_runs_once_a_second_with_the_mode_of_the_client_and_steers_the_clock()
    {
        PtpLab lab = new PtpLab(PtpLab.Seed with { Mode = UnicastMode.Atr }).Start();
        lab.Slave.OnServoReconfigured(new ServoSettings { Mode = ServoMode.OneWay, LockHoldSeconds = 3 });
        Assert.AreEqual(new ServoSettings { Mode = ServoMode.Phase, LockHoldSeconds = 3 }, lab.Servo.Settings);
        lab.Servo.NextAction = new(12.5, new PtpDuration(1_000_000));
        lab.Run(10.01);
        Assert.AreEqual(10, lab.Servo.Updates);
        CollectionAssert.AreEqual(new[] { 12.5 }, lab.Client.Frequencies);
        CollectionAssert.AreEqual(new[] { new PtpDuration(1_000_000) }, lab.Client.Steps);
    }

    [TestMethod]
    public void Replaced_clock_resets_the_servo_and_keeps_contracts()
    {
        PtpLab lab = new PtpLab(PtpLab.Profile).Start();
        lab.Run(20);
        long requests = SumRequests(lab.Status);
        lab.Slave.OnClockReplaced(lab.Now);
        lab.Run(5);
        Assert.AreEqual(1, lab.Servo.Resets);
        Assert.AreEqual(requests, SumRequests(lab.Status));
    }

    [TestMethod]
    [DataRow(5L, DisplayName = "a clock that starts at zero")]
    [DataRow(1_800_000_000_000_000_000L, DisplayName = "a clock far ahead")]
    public void Another_clock_on_another_scale_is_recovered_again(long epoch)
    {
        SimulatedClock Oscillating(int seed, double ppb, long start) => new(new Oscillator(OscillatorSettings.Ocxo, ppb, new LabRandom(seed)), start);
        TelecomSlaveSettings settings = PtpLab.OneServer(PtpLab.Seed) with { Sync = new(new LogInterval(-5), 300), DelayResp = new(new LogInterval(-5), 300) };
        PtpLab lab = new PtpLab(settings, 7, new AdaptiveServo(new ServoSettings()), Oscillating(1, 12_000, 812_345_678_901_234)).Start();
        lab.RunUntil(() => lab.Status.Servo.State == ServoState.Locked, 300, 1);
        lab.Client.Clock = Oscillating(2, -34_000, epoch);
        lab.Slave.OnClockReplaced(lab.Now);
        Assert.AreEqual(ServoState.FreeRun, lab.Status.Servo.State);
        lab.RunUntil(() => lab.Status.Servo.State == ServoState.Locked, 300, 1);
        Assert.AreEqual(34_000, lab.Client.Clock.FrequencyPpb, 100);
    }

    private static long SumRequests(TelecomSlaveStatus status) =>
        status.Servers.Sum(server => server.Announce.RequestsSent + server.Sync.RequestsSent + server.DelayResp.RequestsSent);

    private static long SumCancels(TelecomSlaveStatus status) =>
        status.Servers.Sum(server => server.Announce.CancelsSent + server.Sync.CancelsSent + server.DelayResp.CancelsSent);
}
