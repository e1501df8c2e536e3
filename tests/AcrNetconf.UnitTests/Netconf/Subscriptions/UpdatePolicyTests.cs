using System.Globalization;
using AcrNetconf.Netconf.Subscriptions;

namespace AcrNetconf.UnitTests.Netconf.Subscriptions;

[TestClass]
public sealed class UpdatePolicyTests
{
    [TestMethod]
    [DataRow("12:00:05", "12:00:00", "12:00:05")]       // the anchor is to come
    [DataRow("12:00:05", "12:00:05", "12:00:15")]       // this one is being sent
    [DataRow("12:00:05", "12:00:04.990", "12:00:15")]   // the timer came a little early for it
    [DataRow("12:00:05", "12:00:31", "12:00:35")]
    [DataRow("12:01:00", "12:00:03", "12:00:10")]       // multiples before an anchor count too
    public void Updates_are_due_a_multiple_of_the_period_from_the_anchor(string anchor, string now, string due)
    {
        var policy = new UpdatePolicy(TimeSpan.FromSeconds(10), Time(anchor), TimeSpan.Zero, true, []);

        Assert.AreEqual(Time(due), policy.NextDue(Time(now), isTimer: true));
        Assert.AreEqual(policy, policy.Anchored(Time(now)), "it has an anchor");
    }

    [TestMethod]
    [DataRow(10_000, "12:00:03", "12:00:03", "12:00:13")]
    [DataRow(10_000, "12:00:03.001", "12:00:03.200", "12:00:03.200")]
    [DataRow(1000, "12:00:03.900", "12:00:04", "12:00:04")]
    [DataRow(100, "12:00:03.021", "12:00:03.040", "12:00:03.040")]
    [TestProperty("row", "8641-4.2")]
    public void Without_anchor_the_first_update_is_one_at_a_moment_that_others_share(int period, string now, string anchor, string due)
    {
        var policy = new UpdatePolicy(TimeSpan.FromMilliseconds(period), null, TimeSpan.Zero, true, []).Anchored(Time(now));

        Assert.AreEqual(Time(anchor), policy.Anchor);
        Assert.AreEqual(Time(due), policy.NextDue(Time(now), isTimer: false));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse($"2026-01-31T{text}Z", CultureInfo.InvariantCulture);
}
