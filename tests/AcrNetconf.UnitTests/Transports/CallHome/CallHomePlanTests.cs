using AcrNetconf.Transports.CallHome;

namespace AcrNetconf.UnitTests.Transports.CallHome;

[TestClass]
public sealed class CallHomePlanTests
{
    private static readonly DateTimeOffset s_now = new(2026, 5, 1, 10, 20, 0, TimeSpan.Zero);
    private static readonly CallHomeClient s_client = new("noc", [Endpoint("a"), Endpoint("b"), Endpoint("c")]) { MaxAttempts = 2, FirstPause = Seconds(1), LongestPause = Seconds(10) };

    [TestMethod]
    [TestProperty("row", "8071-4.1-again")]
    public void Endpoints_are_tried_in_turn_with_pauses_that_double_to_the_longest()
    {
        var plan = new CallHomePlan(s_client, Middle);
        Assert.AreEqual(TimeSpan.Zero, plan.Begin(s_now));
        var tried = new List<(string, double)>();
        for (var i = 0; i < 8; i++)
        {
            var name = plan.Endpoint.Name;
            tried.Add((name, plan.AfterFailure().TotalSeconds));
        }

        CollectionAssert.AreEqual(new[] { ("a", 1.0), ("a", 2.0), ("b", 4.0), ("b", 8.0), ("c", 10.0), ("c", 10.0), ("a", 10.0), ("a", 10.0) }, tried);
        Assert.AreEqual(8, plan.Failures);
    }

    [TestMethod]
    [DataRow(0, 0.8)]
    [DataRow(40, 1.2)]
    public void Pauses_spread_a_fifth_to_both_sides(int roll, double seconds)
        => Assert.AreEqual(seconds, new CallHomePlan(s_client, _ => roll).AfterFailure().TotalSeconds, 1e-9);

    [TestMethod]
    [DataRow(CallHomeStart.FirstListed, "a")]
    [DataRow(CallHomeStart.LastConnected, "b")]
    [DataRow(CallHomeStart.RandomSelection, "c")]
    public void After_a_connection_the_strategy_says_where_to_start(CallHomeStart strategy, string expected)
    {
        var dice = 1;
        var plan = new CallHomePlan(s_client with { StartWith = strategy }, sides => sides == 3 ? dice : Middle(sides));
        plan.Begin(s_now);
        while (plan.Endpoint.Name != "b")
        {
            plan.AfterFailure();
        }

        dice = 2;
        Assert.AreEqual(Seconds(1), plan.AfterConnection(s_now, s_now));
        Assert.AreEqual((expected, 0), (plan.Endpoint.Name, plan.Failures));
        plan.AfterFailure();
        Assert.AreEqual(expected, plan.Endpoint.Name, "its attempts count anew");
    }

    [TestMethod]
    [DataRow("2026-05-01T00:00:00Z", 60, 40)]
    [DataRow("2030-01-01T00:15:00Z", 60, 55)]
    [DataRow("2026-05-01T10:20:00Z", 60, 60)]
    [DataRow("2026-05-01T10:21:00Z", 60, 1)]
    [DataRow("2026-04-30T04:00:00+02:00", 1440, 940)]
    [TestProperty("row", "8071-4.1-periodic")]
    public void Periodic_connections_begin_whole_periods_from_the_anchor(string anchor, int period, int minutes)
    {
        var connection = new CallHomeConnection.Periodic(TimeSpan.FromMinutes(period), DateTimeOffset.Parse(anchor, System.Globalization.CultureInfo.InvariantCulture), null);
        var plan = new CallHomePlan(s_client with { Connection = connection }, Middle);
        Assert.AreEqual(TimeSpan.FromMinutes(minutes), plan.Begin(s_now));
        Assert.AreEqual(TimeSpan.FromMinutes(minutes), plan.AfterConnection(s_now, s_now));
    }

    [TestMethod]
    public void Without_an_anchor_periods_count_from_the_first_connection_and_failures_do_not_wait_for_the_next()
    {
        var plan = new CallHomePlan(s_client with { Connection = new CallHomeConnection.Periodic(TimeSpan.FromMinutes(60), null, null) }, Middle);
        Assert.AreEqual(TimeSpan.Zero, plan.Begin(s_now));
        Assert.AreEqual(TimeSpan.FromMinutes(50), plan.AfterConnection(s_now, s_now.AddMinutes(10)));
        Assert.AreEqual(Seconds(1), plan.AfterFailure());
        Assert.AreEqual(TimeSpan.FromMinutes(15), plan.AfterConnection(s_now.AddMinutes(61), s_now.AddMinutes(165)));
    }

    private static CallHomeEndpoint Endpoint(string name) => new(name, CallHomeProtocol.Ssh, "192.0.2.1", 4334);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static int Middle(int sides) => sides / 2;
}
