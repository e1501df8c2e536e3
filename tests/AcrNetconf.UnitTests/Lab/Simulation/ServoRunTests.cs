using System.Runtime.InteropServices;
using System.Text;
using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Baselines;
using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.UnitTests.Lab.Simulation;

[TestClass]
public sealed class ServoRunTests
{
    [TestMethod]
    public void Same_seed_gives_the_same_bytes_and_another_seed_does_not()
    {
        byte[] first = Bytes(Run("flicker", "adaptive", 5, 1200));
        byte[] second = Bytes(Run("flicker", "adaptive", 5, 1200));
        byte[] other = Bytes(Run("flicker", "adaptive", 6, 1200));
        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreNotEqual(first, other);
    }

    [TestMethod]
    public void Same_options_give_the_same_document()
    {
        string first = Document();
        Assert.AreEqual(first, Document());
        Assert.Contains("fewestFloorPacketsPercent", first);

        static string Document()
        {
            SimOptions options = new() { Run = Settings(NetworkScenario.Find("flicker")!, "adaptive", 1, 1200), ServoName = "adaptive", Seeds = [1, 2] };
            using MemoryStream stream = new();
            SimReportWriter.WriteJson(options, SimRunner.Run(options, TextWriter.Null), stream);
            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    [TestMethod]
    [DataRow("flicker", "ptp4l-pi", 20)]
    [DataRow("flicker", "ptp4l-pi-sw", 10)]
    [DataRow("tc12", "minimum", 1.5)]
    [DataRow("tc13", "mean", 5)]
    public void Wander_is_far_below_that_of_other_servos_on_the_same_packets(string scenario, string baseline, double times)
    {
        double ours = MtieAfterHalf(Run(scenario, "adaptive", 1, 8 * 3600), 1000);
        double theirs = MtieAfterHalf(Run(scenario, baseline, 1, 8 * 3600), 1000);
        Assert.IsGreaterThan(times, theirs / ours, $"{theirs:F0} ns against {ours:F0} ns");
    }

    [TestMethod]
    public void Route_change_is_found_and_the_frequency_kept()
    {
        NetworkScenario route = NetworkScenario.Find("tc17")! with
        {
            Build = (f, r, _) => (new LoadDelay(f, LoadPatterns.Constant(40), time => time < 6000 ? 0 : -6000), new LoadDelay(r, LoadPatterns.Constant(30))),
            Events = [6000],
        };
        RunSettings settings = Settings(route, "adaptive", 2, 8000);
        ServoRun run = new(settings);
        EventEffect effect = RunResult.From(settings, run.Run(), run.Servo.Status, 0).Events.Single();
        Assert.IsNotNull(effect.DetectedAfterSeconds);
        Assert.IsLessThan(600, effect.DetectedAfterSeconds.Value);
        Assert.IsLessThan(1, effect.ExcursionPpb);
        Assert.AreEqual(1, run.Servo.Status.FloorSteps);
    }

    [TestMethod]
    public void Load_changes_are_not_taken_for_route_changes()
    {
        ServoRun run = new(Settings(NetworkScenario.Find("tc13")!, "adaptive", 3, 5 * 3600));
        run.Run();
        Assert.AreEqual(0, run.Servo.Status.FloorSteps);
    }

    private static RunRecord Run(string scenario, string servo, long seed, double seconds) =>
        new ServoRun(Settings(NetworkScenario.Find(scenario)!, servo, seed, seconds)).Run();

    private static RunSettings Settings(NetworkScenario scenario, string servo, long seed, double seconds)
    {
        ServoChoice choice = ServoChoice.Get(servo);
        RunSettings run = new()
        {
            Scenario = scenario,
            Seed = seed,
            Seconds = seconds,
            UpdatesPerPacket = choice.UpdatesPerPacket,
            MakeServo = _ => throw new InvalidOperationException(),
        };
        return run with { MakeServo = settings => choice.Make(run, settings) };
    }

    private static byte[] Bytes(RunRecord record) =>
        [.. MemoryMarshal.AsBytes(record.TimeError.AsSpan()), .. MemoryMarshal.AsBytes(record.Uncertainty.AsSpan())];

    private static double MtieAfterHalf(RunRecord record, int seconds) => WanderMetrics.Mtie(record.TimeError.AsSpan(record.TimeError.Length / 2), seconds);
}
