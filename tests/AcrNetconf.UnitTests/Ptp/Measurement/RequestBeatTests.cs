using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Ptp.Measurement;

[TestClass]
public sealed class RequestBeatTests
{
    private const long IntervalNanoseconds = 7_812_500;
    private static readonly LogInterval s_interval = new(-7);

    [TestMethod]
    public void Distances_vary_by_a_tenth_and_their_mean_is_the_interval()
    {
        var beat = new RequestBeat(new Random(1));
        var distances = new List<long>();
        MonotonicTime due = new(5_000_000_000);
        for (int i = 0; i < 10_000; i++)
        {
            MonotonicTime next = beat.Next(s_interval, due, due.PlusNanoseconds(300_000));
            distances.Add(next.Nanoseconds - due.Nanoseconds);
            due = next;
        }

        Assert.IsInRange(0.9 * IntervalNanoseconds, 0.91 * IntervalNanoseconds, distances.Min());
        Assert.IsInRange(1.09 * IntervalNanoseconds, 1.1 * IntervalNanoseconds, distances.Max());
        Assert.AreEqual(IntervalNanoseconds, distances.Average(), 0.005 * IntervalNanoseconds);
    }

    [TestMethod]
    public void Server_that_joins_keeps_its_distance_and_is_in_step_from_then_on()
    {
        var beat = new RequestBeat(new Random(2));
        MonotonicTime first = beat.Next(s_interval, new(1_000_000_000), new(1_000_000_000));
        MonotonicTime begin = first.PlusNanoseconds(-2_000_000);
        MonotonicTime second = beat.Next(s_interval, begin, begin);
        Assert.IsInRange(0.9 * IntervalNanoseconds, 2 * IntervalNanoseconds, second.Nanoseconds - begin.Nanoseconds);
        first = beat.Next(s_interval, first, first);
        for (int i = 0; i < 100; i++)
        {
            Assert.AreEqual(first, second);
            first = beat.Next(s_interval, first, first);
            second = beat.Next(s_interval, second, second);
        }
    }

    [TestMethod]
    public void Late_wake_up_makes_no_burst()
    {
        var beat = new RequestBeat(new Random(3));
        MonotonicTime due = beat.Next(s_interval, new(1_000_000_000), new(1_000_000_000));
        MonotonicTime late = due.PlusNanoseconds(50_000_000);
        MonotonicTime next = beat.Next(s_interval, due, late);
        Assert.IsInRange(0.9 * IntervalNanoseconds, 1.1 * IntervalNanoseconds, next.Nanoseconds - late.Nanoseconds);
        Assert.AreEqual(next, beat.Next(s_interval, due, late), "the other server is in step with it");
    }

    [TestMethod]
    public void Other_intervals_have_beats_of_their_own()
    {
        var beat = new RequestBeat(new Random(4));
        MonotonicTime begin = new(1_000_000_000);
        MonotonicTime fast = beat.Next(s_interval, begin, begin);
        MonotonicTime slow = beat.Next(new LogInterval(4), begin, begin);
        Assert.IsInRange(0.9 * IntervalNanoseconds, 1.1 * IntervalNanoseconds, fast.Nanoseconds - begin.Nanoseconds);
        Assert.IsInRange(14.4e9, 17.6e9, slow.Nanoseconds - begin.Nanoseconds);
    }
}
