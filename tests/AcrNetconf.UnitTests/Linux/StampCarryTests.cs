using AcrNetconf.Linux;

namespace AcrNetconf.UnitTests.Linux;

[TestClass]
public sealed class StampCarryTests
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;

    [TestMethod]
    public void One_reading_carries_by_its_difference()
    {
        var carry = new StampCarry();
        carry.Add(100 * Second, 40 * Second);
        Assert.AreEqual((60 * Second) - Millisecond, carry.ToRaw((100 * Second) - Millisecond));
    }

    [TestMethod]
    [DataRow(50)]
    [DataRow(-500)]
    [DataRow(0)]
    public void Stamps_between_two_readings_lie_on_their_line(int partsPerMillion)
    {
        var carry = new StampCarry();
        carry.Add(100 * Second, 40 * Second);
        carry.Add((100 * Second) + (4 * Millisecond), (40 * Second) + (4 * partsPerMillion));
        Assert.AreEqual(60 * Second, carry.ToRaw(100 * Second), 1);
        Assert.AreEqual((60 * Second) + Millisecond - partsPerMillion, carry.ToRaw((100 * Second) + Millisecond), 1);
        Assert.AreEqual((60 * Second) + (4 * Millisecond) - (4 * partsPerMillion), carry.ToRaw((100 * Second) + (4 * Millisecond)));
    }

    [TestMethod]
    [DataRow(Second)]
    [DataRow(-50_000)]
    public void A_step_of_the_system_clock_is_no_slope(long step)
    {
        var carry = new StampCarry();
        carry.Add(100 * Second, 40 * Second);
        carry.Add((100 * Second) + step + (4 * Millisecond), (40 * Second) + step);
        Assert.AreEqual((60 * Second) + (3 * Millisecond), carry.ToRaw((100 * Second) + step + (3 * Millisecond)));
    }
}
