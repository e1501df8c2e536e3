using AcrNetconf.Ptp.Servo.Control;

namespace AcrNetconf.UnitTests.Ptp.Servo.Control;

[TestClass]
public sealed class DriftLearnerTests
{
    private const double Day = 86_400;

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(-0.3)]
    public void Steady_ageing_is_learned(double ppbPerDay)
    {
        OscillatorDrift drift = Learn(Day, 0.005, time => ppbPerDay * time / Day);
        Assert.AreEqual(ppbPerDay, drift.PpbPerSecond * Day, 0.01);
        Assert.IsLessThan(0.25 * Math.Abs(ppbPerDay), drift.Sigma * Day);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.25)]
    [DataRow(0.5)]
    [DataRow(0.75)]
    public void Daily_temperature_is_not_taken_for_ageing(double phase) =>
        Assert.AreEqual(default, Learn(Day, 0.005, time => 2 * Math.Sin(2 * Math.PI * ((time / Day) + phase))));

    [TestMethod]
    public void Drift_within_the_estimates_own_uncertainty_is_none() => Assert.AreEqual(default, Learn(Day, 0.2, time => time / Day));

    [TestMethod]
    public void Few_hours_teach_nothing() => Assert.AreEqual(default, Learn(Day / 4, 0.001, time => time / Day));

    [TestMethod]
    public void Only_the_last_day_counts() => Assert.AreEqual(1, Day * Learn(3 * Day, 0.001, time => time < Day ? -5 * time / Day : time / Day).PpbPerSecond, 0.05);

    private static OscillatorDrift Learn(double seconds, double sigma, Func<double, double> frequency)
    {
        DriftLearner learner = new();
        for (double time = 0; time < seconds; time += 64)
        {
            learner.Add(time, frequency(time), sigma);
        }

        return learner.Learn();
    }
}
