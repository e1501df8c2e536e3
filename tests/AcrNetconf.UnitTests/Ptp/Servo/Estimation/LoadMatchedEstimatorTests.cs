using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo.Estimation;
using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.UnitTests.Ptp.Servo.Estimation;

[TestClass]
public sealed class LoadMatchedEstimatorTests
{
    private const double Slope = 2;

    [TestMethod]
    public void Load_that_rises_all_the_time_does_not_look_like_frequency()
    {
        // Load moves the low value by twice the spread, from light to heavy over the window, in steps that come back now and then.
        BlockRing ring = Fill(cycle => 2 + (8.0 * cycle / 67) + (6 * new LabRandom(cycle).NextUniform()));
        BlockWindow window = new(ring, 0);
        Assert.IsTrue(new LoadMatchedEstimator().TryFit(window, 0, out LineEstimate matched));
        Assert.IsTrue(new PercentileEstimator().TryFit(window, 0, out LineEstimate plain));
        Assert.IsGreaterThan(0.5, Math.Abs(plain.Slope - Slope));
        Assert.IsLessThan(0.1, Math.Abs(matched.Slope - Slope));
        Assert.IsLessThan(3 * matched.SlopeSigma, Math.Abs(matched.Slope - Slope));
    }

    [TestMethod]
    public void Few_blocks_give_no_line()
    {
        BlockRing ring = Fill(_ => 5);
        Assert.IsFalse(new LoadMatchedEstimator().TryFit(new(ring, ring.Count - 63), 0, out _));
        Assert.IsTrue(new LoadMatchedEstimator().TryFit(new(ring, ring.Count - 64), 0, out _));
    }

    /// <summary>A thousand 16 s blocks whose spread (µs) follows <paramref name="load"/> of their 240 s cycle, with a little noise.</summary>
    private static BlockRing Fill(Func<int, double> load)
    {
        LabRandom random = new(11);
        BlockRing ring = new(DirectionTrack.SlowCapacity);
        for (int index = 0; index < 1000; index++)
        {
            double time = index * DirectionTrack.SlowSeconds;
            double spread = 1000 * load(index / 15);
            double value = (Slope * time) + (2 * spread) + (100 * random.NextGaussian());
            ring.Add(new PacketBlock
            {
                MeanTime = time,
                LowTime = time,
                MinimumTime = time,
                Low = value,
                Mean = value + spread,
                Minimum = value,
                Spread = spread + (30 * random.NextGaussian()),
                Count = 256,
            });
        }

        return ring;
    }
}
