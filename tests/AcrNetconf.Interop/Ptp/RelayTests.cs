using AcrNetconf.Interop.Agent;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Ptp;

/// <summary>The laboratory's relay between our grandmaster and ptp4l.</summary>
[TestClass]
public sealed class RelayTests
{
    [TestMethod]
    [DataRow("UDPv4", "10.84.0.", "/24")]
    [DataRow("UDPv6", "fd84::", "/64")]
    public async Task Ptp4l_measures_the_delay_the_relay_adds(string transport, string prefix, string length)
    {
        using var client = NetworkNamespace.Create("c");
        using var network = NetworkNamespace.Create("n");
        NetworkNamespace.Connect(client, "vc", [$"{prefix}2{length}"], network, "vn", [$"{prefix}1{length}", $"{prefix}3{length}", $"{prefix}4{length}"]);
        using var server = network.Start(Product.Lab, "gm", "--listen", $"{prefix}4", "--domain", "4");
        using var relay = network.Start(
            Product.Lab, "relay", "--listen", $"{prefix}1", "--client", $"{prefix}2", "--from", $"{prefix}3", "--server", $"{prefix}4", "--delay", "1000000", "--reverse-delay", "3000000", "--json");
        Assert.IsTrue(await relay.WaitForOutputAsync("acr-lab relay ready:", TimeSpan.FromSeconds(30)), relay.Output);
        using var ptp4l = Ptp4l.StartClient(client, "vc", $"{prefix}1", transport: transport);
        // Half of both delays, and what the host itself takes; on a busy one the first packets may be far later.
        double? delay = null;
        var isRight = await Eventually.TrueAsync(() => (delay = ptp4l.QueryMeanPathDelay()) is >= 1_950_000 and <= 3_000_000, TimeSpan.FromSeconds(40));
        Assert.IsTrue(isRight, $"{delay} ns\n{ptp4l.Process.Output}\n{relay.Output}");
        _ = relay.Terminate();
        StringAssert.Contains(relay.Output, "\"overflown\":0,\"foreign\":0,\"refused\":0");
    }
}
