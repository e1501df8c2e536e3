using AcrNetconf.Ptp.Servo.Control;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Ptp.Servo.Control;

[TestClass]
public sealed class SteeringHistoryTests
{
    [TestMethod]
    public void Thousands_of_adjustments_add_no_rounding()
    {
        SteeringHistory history = new();
        history.Start(new(0), 0);
        // The steered clock gains exactly what was asked for; kept here in exact arithmetic on the oscillator's scale.
        decimal steered = 0;
        decimal free = 0;
        for (int second = 0; second < 20_000; second++)
        {
            double ppb = 1000 + (second % 7 * 0.3);
            long at = (long)steered;
            history.Adjust(new(at), ppb);
            free += 1_000_000_000 / (1 + ((decimal)ppb * 1e-9m));
            steered += 1_000_000_000;
        }

        Assert.IsTrue(history.TryToFree(new((long)steered), out FreeReading reading));
        Assert.AreEqual((double)(free - reading.Nanoseconds), reading.Fraction, 0.01);
    }

    [TestMethod]
    public void Stamp_from_before_an_adjustment_uses_the_rate_of_its_time()
    {
        SteeringHistory history = new();
        history.Start(new(0), 100_000);
        history.Adjust(new(1_000_100_000), 0);
        Assert.IsTrue(history.TryToFree(new(500_050_000), out FreeReading before));
        Assert.IsTrue(history.TryToFree(new(2_000_100_000), out FreeReading after));
        Assert.AreEqual(500_000_000, before.Nanoseconds + before.Fraction, 0.01);
        Assert.AreEqual(2_000_000_000, after.Nanoseconds + after.Fraction, 0.01);
    }

    [TestMethod]
    public void Step_moves_the_reading_and_not_the_oscillator()
    {
        SteeringHistory history = new();
        history.Start(new(0), 0);
        history.Step(new(1000), new(-400));
        Assert.IsTrue(history.TryToFree(new(700), out FreeReading reading));
        Assert.AreEqual(1100, reading.Nanoseconds);
        Assert.IsFalse(history.TryToFree(new(500), out _));
    }

    [TestMethod]
    public void Older_than_the_history_is_refused()
    {
        SteeringHistory history = new();
        history.Start(new(0), 0);
        for (int index = 1; index <= SteeringHistory.Capacity + 1; index++)
        {
            history.Adjust(new(index * 1000), index);
        }

        Assert.IsFalse(history.TryToFree(new(1500), out _));
        Assert.IsTrue(history.TryToFree(new(2500), out _));
    }
}
