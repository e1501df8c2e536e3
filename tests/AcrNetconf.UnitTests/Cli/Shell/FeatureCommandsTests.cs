using System.Xml.Linq;
using AcrNetconf.Cli.Shell;
using AcrNetconf.Cli.Shell.Display;
using AcrNetconf.Cli.Shell.Grammar;

namespace AcrNetconf.UnitTests.Cli.Shell;

/// <summary>Every command operators of the feature know: it sets something, or is refused with a sentence; none is "not known".</summary>
[TestClass]
public sealed class FeatureCommandsTests
{
    [TestMethod]
    [DataRow("ptp-adaptive enable")]
    [DataRow("ptp-adaptive device-type client")]
    [DataRow("ptp-adaptive frequency profile")]
    [DataRow("ptp-adaptive domain 23")]
    [DataRow("ptp-adaptive local-ip 10.0.0.1")]
    [DataRow("ptp-adaptive vpn-instance blue")]
    [DataRow("ptp-adaptive remote-server1-ip 192.0.2.1")]
    [DataRow("ptp-adaptive remote-server2-ip 192.0.2.2")]
    [DataRow("ptp-adaptive acr unicast-negotiate enable")]
    [DataRow("ptp-adaptive acr one-way unicast-negotiate enable")]
    [DataRow("ptp-adaptive acr two-way unicast-negotiate enable")]
    [DataRow("ptp-adaptive atr unicast-negotiate enable")]
    [DataRow("ptp-adaptive dscp 63")]
    [DataRow("ptp-adaptive announce-duration 60")]
    [DataRow("ptp-adaptive sync-duration 1000")]
    [DataRow("ptp-adaptive delay-resp-duration 300")]
    [DataRow("ptp-adaptive request announce-interval 14")]
    [DataRow("ptp-adaptive request sync-interval 3")]
    [DataRow("ptp-adaptive request delay-resp-interval 3")]
    [DataRow("ptp-adaptive announce receipt-timeout 255")]
    [DataRow("ptp-adaptive remote-server 1 asymmetry sign positive")]
    [DataRow("clock wtr 12")]
    public void A_command_for_clients_sets_and_undo_takes_it_back(string line)
    {
        Assert.IsNull(Refusal(ShellView.System, line), line);
        Assert.IsNull(Refusal(ShellView.System, "undo " + line.Replace("clock wtr 12", "clock wtr")), "undo " + line);
    }

    [TestMethod]
    [DataRow("ptp-adaptive device-type server")]
    [DataRow("ptp-adaptive device-type server-and-client")]
    [DataRow("ptp-adaptive time profile")]
    [DataRow("ptp-adaptive atr enable")]
    [DataRow("ptp-adaptive vport 1 port-ip 10.0.0.1 vpn-instance blue")]
    [DataRow("ptp-adaptive vport 1 remote-port-ip 10.0.0.2")]
    [DataRow("ptp-adaptive master-only-vport 3 port-ip 10.0.0.1")]
    [DataRow("ptp-adaptive hop-by-hop enable")]
    [DataRow("ptp-adaptive forward-mode centralized")]
    [DataRow("ptp-adaptive clockclass-ssm-mapping enable")]
    [DataRow("ptp-adaptive keep-alive enable")]
    [DataRow("ptp clock-source atr enable")]
    [DataRow("ptp enable")]
    [DataRow("clock source ptp synchronization enable")]
    [DataRow("clock source ptp priority 5")]
    [DataRow("clock source ptp ssm prc")]
    [DataRow("clock ssm-control on")]
    [DataRow("interface LoopBack0")]
    [DataRow("display ptp-adaptive client 511")]
    [DataRow("display ptp-adaptive vport 1")]
    [DataRow("display ptp-adaptive master-only-vport")]
    public void A_command_without_a_meaning_here_is_refused_with_a_sentence(string line)
        => Assert.MatchesRegex("^[a-z].{25,}$", Refusal(ShellView.System, line) ?? "it does something", line);

    [TestMethod]
    [DataRow("dscp 64", "0..63")]
    [DataRow("announce-duration 59", "60..1000")]
    [DataRow("sync-duration 1001", "60..1000")]
    [DataRow("request announce-interval 6", "7..14")]
    [DataRow("request sync-interval 15", "3..14")]
    [DataRow("announce receipt-timeout 1", "2..255")]
    public void Ranges_are_those_of_the_feature(string command, string range) => StringAssert.Contains(Refusal(ShellView.System, "ptp-adaptive " + command) ?? "", range);

    [TestMethod]
    public void Display_all_of_a_client_has_every_field_and_the_table_of_the_profile()
    {
        foreach (var (profile, columns) in new[] { ("true", "SSM    Priority   PTSF"), ("false", "Pri1   Class   Accuracy   Pri2") })
        {
            var page = PtpAdaptivePage.All(Data(profile));
            foreach (var field in (string[])
                [
                    "Device config info", "Ptp adaptive state", "Device type", "Sync mode", "Current state", "Packet dscp", "Domain value",
                    "Announce interval", "Announce duration", "Sync interval", "Sync duration", "Delay_resp interval", "Delay_resp duration",
                    "Announce receipt timeout", "One-way or two-way", "Profile", "Local ip", "VPN", "BMCA run info", "Current trace source",
                    "Frequency lock success", "Time performance statistics", "Realtime(T2-T1)", "Max(T2-T1)", "Min(T2-T1)", "Realtime(T4-T3)", "Remote server info", columns,
                ])
            {
                StringAssert.Contains(page, field, page);
            }

            StringAssert.Contains(page, "192.0.2.1        Nego success", page);
        }
    }

    [TestMethod]
    public void Display_server_has_the_state_of_the_negotiation_the_announced_clock_signal_fails_and_counters()
    {
        var page = PtpAdaptivePage.Servers(Data("true"), "1");
        foreach (var field in (string[])
            [
                "Ip address", "Negotiate state", "Error reason", "SSM", "Priority", "Clock id", "Port number", "Two step", "Step removed", "Pri1", "Pri2", "Class", "Accuracy",
                "Grandmaster id", "Time source              :0x20", "Time scale", "Offset scaled", "Time traceable", "Frequency traceable", "Loss announce", "Loss sync", "Loss delay_resp", "Unusable",
                "Receive", "Send", "Discard",
            ])
        {
            StringAssert.Contains(System.Text.RegularExpressions.Regex.Replace(page, "Time source +:", "Time source              :"), field, page);
        }
    }

    /// <summary>Null when the command does something, else why not.</summary>
    private static string? Refusal(ShellView view, string line)
    {
        try
        {
            var command = CommandParser.Parse(ShellModel.Grammar.Of(view), line);
            _ = command.Action(null!, command.Values, CancellationToken.None); // a refusal looks at nothing
            return null;
        }
        catch (ShellException refusal)
        {
            return refusal.Message;
        }
        catch (NullReferenceException)
        {
            return null; // it wanted to edit
        }
    }

    private static XElement Data(string profile) => XElement.Parse($"""
        <ptp-adaptive xmlns="urn:acr-netconf:yang:ptp-adaptive">
          <enable>true</enable><device-type>client</device-type><frequency-profile>{profile}</frequency-profile><local-ip>10.0.0.1</local-ip>
          <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
          <state><current-state>slave</current-state>
            <server><server-id>1</server-id><ip-address>192.0.2.1</ip-address><is-current-trace-source>true</is-current-trace-source><negotiation-state>success</negotiation-state>
              <announce><time-source>32</time-source><ptp-timescale>true</ptp-timescale></announce></server>
          </state>
        </ptp-adaptive>
        """);
}
