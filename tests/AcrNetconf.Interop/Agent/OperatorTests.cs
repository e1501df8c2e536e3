using AcrNetconf.Interop.Support;
using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Interop.Agent;

/// <summary>What an operator does to the running client by NETCONF, and sees of it in the standard models; two servers of ours over loopback.</summary>
[TestClass]
public sealed class OperatorTests
{
    private const string Client = """
        <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><local-ip>127.0.0.1</local-ip>
        <remote-server><server-id>1</server-id><ip-address>127.0.0.2</ip-address></remote-server>
        <remote-server><server-id>2</server-id><ip-address>127.0.0.3</ip-address></remote-server>
        <sync-receipt-timeout>1000</sync-receipt-timeout><selection><standby>all</standby></selection>
        <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
        """;

    private const string Ptp = "<ptp xmlns=\"urn:ietf:params:xml:ns:yang:ietf-ptp\"/>";
    private const string Alarms = "<alarms xmlns=\"urn:ietf:params:xml:ns:yang:ietf-alarms\"><alarm-list/></alarms>";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    [TestMethod]
    [Timeout(180_000, CooperativeCancellation = true)]
    public async Task Operator_acts_on_the_client_and_sees_it_in_every_model()
    {
        using NetworkNamespace where = NetworkNamespace.Create("o");
        await using GrandmasterHost first = Serve(where, "127.0.0.2");
        await using GrandmasterHost second = Serve(where, "127.0.0.3");
        using AgentProcess agent = await AgentProcess.StartAsync(where);
        agent.Change(Client);
        await UntilAsync(agent, () => IsTraced(agent, 1) && agent.State().Server(2).Text("is-qualified") == "true");
        SeesTheStandardModel(agent);

        await SwitchesByHandAsync(agent);
        await LocksOutAsync(agent);
        await RenegotiatesAndResetsAsync(agent);
        await SeesAnAlarmAndEndsWaitToRestoreAsync(agent, first);
    }

    private static void SeesTheStandardModel(AgentProcess agent)
    {
        string text = agent.Get(Ptp);
        StringAssert.Contains(text, "<instance-number>2</instance-number>", StringComparison.Ordinal);
        StringAssert.Contains(text, "<domain-number>4</domain-number>", StringComparison.Ordinal);
        StringAssert.Contains(text, "<clock-class>84</clock-class>", StringComparison.Ordinal);
    }

    private static async Task SwitchesByHandAsync(AgentProcess agent)
    {
        agent.Rpc("<manual-switch xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>2</server-id></manual-switch>");
        await UntilAsync(agent, () => IsTraced(agent, 2));
        Assert.AreEqual("2", agent.State().Text("manual-switch"));
        agent.Rpc("<manual-switch xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"/>");
        await UntilAsync(agent, () => IsTraced(agent, 1));
        Assert.IsNull(agent.State().Text("manual-switch"));
    }

    private static async Task LocksOutAsync(AgentProcess agent)
    {
        agent.Rpc("<lock-out xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>1</server-id></lock-out>");
        await UntilAsync(agent, () => IsTraced(agent, 2));
        Assert.AreEqual("true", agent.State().Server(1).Text("locked-out"));
        agent.Rpc("<lock-out xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>1</server-id><clear>true</clear></lock-out>");
        await UntilAsync(agent, () => IsTraced(agent, 1));
    }

    private static async Task RenegotiatesAndResetsAsync(AgentProcess agent)
    {
        long requests = Counter(agent, "requests");
        agent.Rpc("<renegotiate xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>2</server-id></renegotiate>");
        await UntilAsync(agent, () => Counter(agent, "requests") > requests && agent.State().Contract(2, "sync").Text("state") == "granted");
        Assert.AreEqual(1, Counter(agent, "acknowledges-received"));
        agent.Rpc("<reset-statistics xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"/>");
        Assert.AreEqual(0, Counter(agent, "requests"));
        Assert.IsTrue(IsTraced(agent, 1));
    }

    private static async Task SeesAnAlarmAndEndsWaitToRestoreAsync(AgentProcess agent, GrandmasterHost first)
    {
        await first.ReplaceSettingsAsync(settings => settings with { Faults = GrandmasterFaults.MuteSync });
        await UntilAsync(agent, () => IsTraced(agent, 2));
        Assert.AreEqual("false", Cleared(agent));
        await first.ReplaceSettingsAsync(settings => settings with { Faults = GrandmasterFaults.None });
        await UntilAsync(agent, () => Cleared(agent) == "true");
        // Five minutes of wait-to-restore, cut short.
        Assert.IsTrue(IsTraced(agent, 2));
        agent.Rpc("<clear-wait-to-restore xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"><server-id>1</server-id></clear-wait-to-restore>");
        await UntilAsync(agent, () => IsTraced(agent, 1));
    }

    /// <summary>Whether the alarm about the missing Sync of server 1 is over; null when it was never raised.</summary>
    private static string? Cleared(AgentProcess agent)
    {
        string? alarm = agent.Get(Alarms).Split("<alarm>").FirstOrDefault(text => text.Contains(":loss-sync<", StringComparison.Ordinal) && text.Contains("server-id='1'", StringComparison.Ordinal));
        return alarm?.Split("<is-cleared>")[1].Split('<')[0];
    }

    private static long Counter(AgentProcess agent, string name) => long.Parse(agent.State().Contract(2, "sync").Text(name)!, System.Globalization.CultureInfo.InvariantCulture); // always there

    private static bool IsTraced(AgentProcess agent, int server) => agent.State().Text("current-trace-source") == $"server{server}";

    private static async Task UntilAsync(AgentProcess agent, Func<bool> condition) => Assert.IsTrue(await Eventually.TrueAsync(condition, s_limit), $"{agent.State()}\n{agent.Output}");

    private static GrandmasterHost Serve(NetworkNamespace where, string address)
    {
        var options = new GrandmasterOptions { Listen = [PtpAddress.Parse(address)], ClockClass = 84 };
        var host = new GrandmasterHost(
            options.ToSettings(options.Listen[0]),
            new TimestampedSocketOptions { Key = new SocketKey(NetworkScope.Resolve(where.Name), options.Listen[0]) },
            TimeProvider.System);
        host.Start();
        return host;
    }
}
