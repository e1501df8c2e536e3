using System.Diagnostics.Metrics;
using AcrNetconf.Agent;
using AcrNetconf.Agent.Hosting.Metrics;

namespace AcrNetconf.UnitTests.Agent.Hosting;

[TestClass]
public sealed class PrometheusTextTests
{
    [TestMethod]
    public void Gauges_are_read_at_every_scrape_and_counters_add_up()
    {
        using var text = new PrometheusText();
        using var meter = new Meter(AgentMeters.Prefix + "Test");
        var value = 1.5;
        meter.CreateObservableGauge("t_gauge", () => new Measurement<double>(value, new KeyValuePair<string, object?>("k", "a\"b")), "ppb", "A gauge");
        var counter = meter.CreateCounter<long>("t_counter", null, "A counter");
        counter.Add(2);
        counter.Add(3);
        StringAssert.Contains(text.Write(), "# HELP t_gauge_ppb A gauge\n# TYPE t_gauge_ppb gauge\nt_gauge_ppb{k=\"a\\\"b\"} 1.5\n");
        value = -7;
        var page = text.Write();
        StringAssert.Contains(page, "t_gauge_ppb{k=\"a\\\"b\"} -7\n");
        StringAssert.Contains(page, "# TYPE t_counter_total counter\nt_counter_total 5\n");
    }

    [TestMethod]
    public void Meters_of_others_are_left_out()
    {
        using var text = new PrometheusText();
        using var meter = new Meter("Other");
        meter.CreateObservableGauge("foreign", () => 1);
        Assert.DoesNotContain("foreign", text.Write());
    }

    [TestMethod]
    [DataRow("9810", "127.0.0.1:9810")]
    [DataRow("[::1]:0", "[::1]:0")]
    [DataRow("192.0.2.1:9810", "192.0.2.1:9810")]
    [DataRow("192.0.2.1", null)]
    [DataRow("70000", null)]
    public void A_port_alone_means_loopback(string text, string? endpoint)
        => Assert.AreEqual(endpoint, AgentCommandLine.MetricsEndpointOf(text)?.ToString());
}
