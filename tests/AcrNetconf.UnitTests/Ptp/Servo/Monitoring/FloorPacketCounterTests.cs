using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo.Monitoring;

namespace AcrNetconf.UnitTests.Ptp.Servo.Monitoring;

[TestClass]
public sealed class FloorPacketCounterTests
{
    private const long Epoch = 1_700_000_000_000_000_000;

    [TestMethod]
    public void Count_rate_and_percentage_follow_the_window()
    {
        FloorPacketCounter counter = new();
        for (int packet = 0; packet < 10 * 400; packet++)
        {
            // Every fifth packet is just inside the limit, the first of each second is the floor, the others are just outside.
            long above = packet % 10 == 0 ? 0 : packet % 5 == 0 ? 150_000 : 150_001;
            counter.Add(packet / 10.0, Epoch + above);
            if (packet < 10 * FloorPacketCounter.WindowSeconds)
            {
                Assert.IsNull(counter.Window, $"packet {packet}");
            }
        }

        FloorPackets window = counter.Window!.Value;
        Assert.AreEqual(400, window.Count);
        Assert.AreEqual(2000, window.Total);
        Assert.AreEqual(2, window.Rate);
        Assert.AreEqual(20, window.Percentage);
    }

    [TestMethod]
    public void Percentage_is_that_of_the_definition_at_full_load()
    {
        LabRandom random = new(4);
        GammaLoad saturated = GammaLoad.At(99.5);
        double[] times = new double[16 * 4000];
        double[] delays = new double[times.Length];
        FloorPacketCounter counter = new();
        double worst = 100;
        for (int index = 0; index < times.Length; index++)
        {
            times[index] = index / 16.0;
            // Every eighth packet is held up: at the limit, not far above it.
            delays[index] = saturated.Draw(random) + (index % 8 == 0 ? 100_000 : 0);
            counter.Add(times[index], (long)delays[index]);
            worst = Math.Min(worst, counter.Window?.Percentage ?? 100);
        }

        Assert.AreEqual(FloorPacketMonitor.WorstPercentage(times, delays), worst, 2);
        Assert.IsLessThan(99, worst);
    }

    [TestMethod]
    public void Floor_follows_the_path()
    {
        FloorPacketCounter counter = new();
        Feed(counter, 0, 300, 1_000_000);
        Assert.AreEqual(100, counter.Window!.Value.Percentage);
        Feed(counter, 300, 350, 800_000);
        Assert.AreEqual(25, counter.Window!.Value.Percentage, 1, "the slower ones are beyond the limit now");
        Feed(counter, 350, 600, 800_000);
        Assert.AreEqual(100, counter.Window!.Value.Percentage);
        Feed(counter, 600, 700, 1_200_000);
        Assert.AreEqual(50, counter.Window!.Value.Percentage, 2);
        Feed(counter, 700, 1010, 1_200_000);
        Assert.AreEqual(100, counter.Window!.Value.Percentage);
    }

    [TestMethod]
    public void Silence_longer_than_the_window_leaves_nothing()
    {
        FloorPacketCounter counter = new();
        Feed(counter, 0, 300, 0);
        counter.Add(700, 0);
        Assert.IsNull(counter.Window);
    }

    private static void Feed(FloorPacketCounter counter, int from, int to, long delay)
    {
        for (int second = from; second < to; second++)
        {
            counter.Add(second + 0.1, delay);
            counter.Add(second + 0.6, delay + 20);
        }
    }
}
