using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Monitoring;

namespace AcrNetconf.UnitTests.Ptp.Servo.Monitoring;

[TestClass]
public sealed class ClockMonitorTests
{
    [TestMethod]
    public void Operators_see_floor_packets_wander_and_time_in_each_state()
    {
        ServoRun run = new(Settings("flicker", 2000));
        RunRecord record = run.Run();
        ServoStatus status = run.Servo.Status;
        Assert.IsGreaterThan(90, status.ForwardFloorPackets!.Value.Percentage);
        Assert.AreEqual(16, status.ReverseFloorPackets!.Value.Rate, 2);
        Assert.AreEqual(record.States.Count(state => state == ServoState.Locked), status.TimeInState.Locked, 2);
        Assert.AreEqual(record.States.Count(state => state == ServoState.Acquiring), status.TimeInState.Acquiring, 2);
        Assert.AreEqual(2000, status.TimeInState.Locked + status.TimeInState.Acquiring + status.TimeInState.FreeRun, 2);
        Assert.IsNotNull(status.RunnerUp);
        Assert.IsGreaterThan(0, status.RunnerUpRatio);

        // Seen by the fastest packets the clock wanders no less than it does, and far less than the packets do.
        int locked = Array.IndexOf(record.States, ServoState.Locked);
        double truth = WanderMetrics.Mtie(record.TimeError.AsSpan(locked), 100);
        WanderPoint output = status.OutputWander.Single(point => point.Seconds == 100);
        WanderPoint packets = status.PacketWander.Single(point => point.Seconds == 100);
        Assert.IsGreaterThan(truth / 2, output.Mtie);
        Assert.IsLessThan(packets.Mtie, output.Mtie);
        Assert.IsLessThan(packets.Tdev!.Value, output.Tdev!.Value);
    }

    [TestMethod]
    public void Path_change_breaks_the_records()
    {
        ServoRun? run = null;
        run = new(Settings("quiet", 695))
        {
            EachSecond = second =>
            {
                if (second == 600)
                {
                    Assert.IsNotNull(run!.Servo.Status.ForwardFloorPackets);
                    run.Servo.OnSourceChanged(run.Clock.ReadAt(second));
                }
            },
        };
        run.Run();
        Assert.AreEqual(ServoState.Locked, run.Servo.Status.State);
        Assert.IsNull(run.Servo.Status.ForwardFloorPackets);
        CollectionAssert.AreEqual(new[] { 10 }, run.Servo.Status.PacketWander.Select(point => point.Seconds).ToArray());
    }

    private static RunSettings Settings(string scenario, double seconds) => new()
    {
        Scenario = NetworkScenario.Find(scenario)!,
        Seed = 11,
        Seconds = seconds,
        MakeServo = settings => new AdaptiveServo(settings),
    };
}
