using AcrNetconf.Linux;

namespace AcrNetconf.UnitTests.Linux;

[TestClass]
public sealed class DisciplinedScaleTests
{
    private const long Second = 1_000_000_000;

    [TestMethod]
    public void Free_running_scale_follows_its_base()
    {
        var scale = new DisciplinedScale(1000, 5_000_000);
        Assert.AreEqual(5_000_000, scale.Convert(1000));
        Assert.AreEqual(5_000_123, scale.Convert(1123));
    }

    [TestMethod]
    [DataRow(1000.0, 1_000)]
    [DataRow(-250.0, -250)]
    [DataRow(0.5, 0)]
    public void Rate_gains_ppb_nanoseconds_a_second(double ppb, long gained)
    {
        var scale = new DisciplinedScale(0, 0);
        scale.SetFrequency(0, ppb);
        Assert.AreEqual(Second + gained, scale.Convert(Second));
    }

    [TestMethod]
    public void Stamp_taken_before_an_adjustment_keeps_its_value()
    {
        var scale = new DisciplinedScale(0, 0);
        scale.SetFrequency(0, 1000);
        long before = scale.Convert(3 * Second);
        scale.SetFrequency(5 * Second, -1000);
        scale.Step(6 * Second, 77);
        Assert.AreEqual(before, scale.Convert(3 * Second));
        Assert.AreEqual((7 * Second) + 5000 - 2000 + 77, scale.Convert(7 * Second));
    }

    [TestMethod]
    public void Step_moves_later_readings_only()
    {
        var scale = new DisciplinedScale(0, 0);
        scale.Step(10, -4);
        Assert.AreEqual(9, scale.Convert(9));
        Assert.AreEqual(6, scale.Convert(10));
    }

    [TestMethod]
    public void Readings_before_all_history_use_its_oldest_piece()
    {
        var scale = new DisciplinedScale(0, 0);
        for (int i = 1; i <= 1000; i++)
        {
            scale.SetFrequency(i * Second, i);
        }

        Assert.AreEqual(scale.Convert(800 * Second) - Second - 745, scale.Convert(799 * Second), 60);
        Assert.IsLessThan(scale.Convert(2 * Second), scale.Convert(Second));
    }

    [TestMethod]
    public void Adjustment_dated_before_the_last_one_counts_from_the_last_one()
    {
        var scale = new DisciplinedScale(0, 0);
        scale.SetFrequency(10 * Second, 1000);
        scale.SetFrequency(9 * Second, 2000);
        Assert.AreEqual((11 * Second) + 2000, scale.Convert(11 * Second));
        Assert.AreEqual(9 * Second, scale.Convert(9 * Second));
    }

    [TestMethod]
    public void Ten_thousand_random_adjustments_stay_continuous_and_sum_up()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        var scale = new DisciplinedScale(0, 0);
        long at = 0;
        decimal exact = 0;
        double ppb = 0;
        for (int i = 0; i < 10_000; i++)
        {
            long span = random.NextInt64(1, 2 * Second);
            exact += span + (span * (decimal)ppb / 1_000_000_000m);
            at += span;
            ppb = (random.NextDouble() - 0.5) * 200_000;
            long before = scale.Convert(at);
            scale.SetFrequency(at, ppb);
            Assert.AreEqual(before, scale.Convert(at), 1, $"seed {Seed}, step {i}");
        }

        // The fraction of a nanosecond is carried over, so ten thousand roundings do not add up.
        Assert.AreEqual((double)exact, scale.Convert(at), 1.0);
    }
}
