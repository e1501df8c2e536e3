using AcrNetconf.Conformance.Table;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.UnitTests.Ptp.Harness;

namespace AcrNetconf.Conformance.Ptp;

/// <summary>The protocol core and the servo together, on a simulated oscillator: what a failover does to the recovered frequency.</summary>
[TestClass]
public sealed class FailoverTests : ComplianceTests
{
    private const double WaitToRestoreSeconds = 60;

    private static readonly TelecomSlaveSettings Settings = PtpLab.Profile with
    {
        Sync = new(new LogInterval(-4), 300),
        DelayResp = new(new LogInterval(-4), 300),
        Selection = new() { WaitToRestore = TimeSpan.FromSeconds(WaitToRestoreSeconds) },
    };

    /// <summary>The other server is the same distance away, or three milliseconds further.</summary>
    [TestMethod]
    [TestProperty("row", "G-12 G-25")]
    [DataRow(1, 0L, UnicastMode.TwoWay)]
    [DataRow(2, 3_000_000L, UnicastMode.TwoWay)]
    [DataRow(3, 3_000_000L, UnicastMode.OneWay)]
    public void Failover_and_return_keep_the_frequency_within_one_ppb(int seed, long detourNanoseconds, UnicastMode mode)
    {
        SimulatedClock clock = new(new Oscillator(OscillatorSettings.Ocxo, 4_321, new LabRandom(seed, 2)), 812_345_678_901_234);
        PtpLab lab = new(Settings with { Mode = mode }, seed, new AdaptiveServo(new ServoSettings()), clock);
        lab.Network.ExtraDelay = (from, to) => from == PtpLab.Server2 || to == PtpLab.Server2 ? detourNanoseconds : 0;
        List<double> steering = [];
        void Seconds(int count)
        {
            for (int second = 0; second < count; second++)
            {
                lab.Run(1);
                steering.Add(clock.FrequencyPpb + clock.Oscillator.FrequencyPpb);
            }
        }

        lab.Start();
        Seconds(1800);
        Assert.AreEqual(ServoState.Locked, lab.Status.Servo.State);
        Assert.IsLessThan(1, Math.Abs(steering[^1]), $"{steering[^1]:F3} ppb off after half an hour");

        int cut = steering.Count;
        lab.Network.Cut(PtpLab.Server1);
        double failover = lab.RunUntil(() => lab.Status.TraceSource == 2 && lab.Server(2).Sync.IsInForce, 6, 0.01);
        // Sync counts as lost after 5 s, Announce 6 s after the last one: whichever comes first, and a second.
        Assert.IsInRange(3.9, 6, failover);
        Seconds(300);
        AssertStays(steering, cut, "failover");
        Assert.AreEqual(ServoState.Locked, lab.Status.Servo.State);

        int back = steering.Count;
        lab.Network.Restore(PtpLab.Server1);
        lab.RunUntil(() => lab.Server(1).Ptsf == PtsfTypes.None && lab.Server(1).Sync.IsInForce, 70, 0.01);
        double restore = lab.RunUntil(() => lab.Status.TraceSource == 1, WaitToRestoreSeconds + 5, 0.01);
        Assert.AreEqual(WaitToRestoreSeconds, restore, 1);
        Seconds(300);
        AssertStays(steering, back, "return");
        Assert.AreEqual(ServoState.Locked, lab.Status.Servo.State);
        Assert.AreEqual(0, lab.Status.ServoResets);
        Assert.AreEqual(1, lab.Status.Servo.AcquisitionCount);
        TestContext.WriteLine($"failover {failover:F2} s, return {restore:F2} s after wait-to-restore began, largest step {LargestStep(steering, cut):F4} ppb");
    }

    private static double LargestStep(List<double> frequency, int from) =>
        Enumerable.Range(from - 10, frequency.Count - from + 9).Max(second => Math.Abs(frequency[second + 1] - frequency[second]));

    private static void AssertStays(List<double> frequency, int from, string what)
    {
        double before = frequency[from - 1];
        for (int second = from; second < frequency.Count; second++)
        {
            Assert.IsLessThanOrEqualTo(1, Math.Abs(frequency[second] - before), $"{what}: {frequency[second] - before:F3} ppb after {second - from} s");
        }
    }
}
