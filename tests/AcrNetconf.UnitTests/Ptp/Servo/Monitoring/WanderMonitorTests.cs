using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo.Monitoring;

namespace AcrNetconf.UnitTests.Ptp.Servo.Monitoring;

[TestClass]
public sealed class WanderMonitorTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Live_figures_agree_with_the_definitions(long seed)
    {
        double[] series = RandomWalk(seed, 40_000);
        WanderMonitor monitor = new();
        foreach (double value in series)
        {
            monitor.Add(value);
        }

        EquatableArray<WanderPoint> points = monitor.ToPoints();
        CollectionAssert.AreEqual(new[] { 10, 100, 1000, 10_000 }, points.Select(point => point.Seconds).ToArray());
        Assert.AreEqual(WanderMetrics.Mtie(series, 10), points[0].Mtie, 1e-9);
        Assert.AreEqual(WanderMetrics.Tdev(series, 10), points[0].Tdev!.Value, 1e-6);
        foreach (WanderPoint point in points)
        {
            // Never below the definition, never beyond the definition at a tenth more; the last cells are still open.
            int whole = series.Length / (point.Seconds / 10) * (point.Seconds / 10);
            ReadOnlySpan<double> seen = series.AsSpan(0, whole);
            Assert.IsGreaterThanOrEqualTo(WanderMetrics.Mtie(seen, point.Seconds) - 1e-9, point.Mtie);
            Assert.IsLessThanOrEqualTo(WanderMetrics.Mtie(seen, point.Seconds * 11 / 10) + 1e-9, point.Mtie);
            Assert.AreEqual(1, point.Tdev!.Value / WanderMetrics.Tdev(seen, point.Seconds), 0.05, $"TDEV at {point.Seconds} s");
        }
    }

    [TestMethod]
    public void Nothing_is_said_before_an_interval_has_passed_and_after_a_break()
    {
        WanderMonitor monitor = new();
        for (int second = 0; second < 10; second++)
        {
            monitor.Add(second);
        }

        Assert.IsEmpty(monitor.ToPoints());
        monitor.Add(10);
        WanderPoint point = monitor.ToPoints().Single();
        Assert.AreEqual(10, point.Mtie);
        Assert.IsNull(point.Tdev);
        monitor.Clear();
        Assert.AreEqual(0, monitor.Seconds);
        Assert.IsEmpty(monitor.ToPoints());
    }

    private static double[] RandomWalk(long seed, int count)
    {
        LabRandom random = new(seed);
        double[] series = new double[count];
        for (int index = 1; index < count; index++)
        {
            series[index] = series[index - 1] + random.NextGaussian();
        }

        return series;
    }
}
