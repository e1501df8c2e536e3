using AcrNetconf.Lab.Analysis;

namespace AcrNetconf.UnitTests.Lab.Analysis;

[TestClass]
public sealed class FloorPacketMonitorTests
{
    [TestMethod]
    public void Worst_window_decides()
    {
        // One packet a second; in one stretch of 100 s every packet is 200 µs late.
        double[] times = [.. Enumerable.Range(0, 1000).Select(second => (double)second)];
        double[] delays = [.. times.Select(time => time is >= 500 and < 600 ? 250_000.0 : 50_000.0)];
        Assert.AreEqual(50, FloorPacketMonitor.WorstPercentage(times, delays), 0.5);
    }

    [TestMethod]
    public void Delay_just_at_the_limit_counts_and_beyond_does_not()
    {
        double[] times = [.. Enumerable.Range(0, 401).Select(second => (double)second)];
        double[] at = [.. times.Select(time => time % 2 == 0 ? 0.0 : 150_000.0)];
        double[] beyond = [.. times.Select(time => time % 2 == 0 ? 0.0 : 150_001.0)];
        Assert.AreEqual(100, FloorPacketMonitor.WorstPercentage(times, at));
        Assert.AreEqual(50, FloorPacketMonitor.WorstPercentage(times, beyond), 0.5);
    }

    [TestMethod]
    public void Record_shorter_than_the_window_gives_nothing() =>
        Assert.AreEqual(double.NaN, FloorPacketMonitor.WorstPercentage([0, 100], [1, 1]));
}
