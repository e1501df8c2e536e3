using System.Xml.Linq;
using AcrNetconf.Cli.Shell;

namespace AcrNetconf.UnitTests.Cli.Shell;

[TestClass]
public sealed class ConfigurationTextTests
{
    [TestMethod]
    public void A_configuration_reads_as_the_commands_of_the_procedure_in_their_order()
    {
        const string Content = """
            <enable>true</enable><device-type>client</device-type><frequency-profile>true</frequency-profile><domain>5</domain>
            <local-ip>10.0.0.1</local-ip><vpn-instance>blue</vpn-instance>
            <remote-server><server-id>1</server-id><ip-address>192.0.2.1</ip-address></remote-server>
            <remote-server><server-id>2</server-id><ip-address>192.0.2.2</ip-address><priority>7</priority></remote-server>
            <unicast-negotiate><enable>true</enable><mode>two-way</mode></unicast-negotiate>
            <dscp>46</dscp><duration><sync>600</sync></duration>
            """;
        CollectionAssert.AreEqual(
            new[]
            {
                "ptp-adaptive enable",
                "ptp-adaptive device-type client",
                "ptp-adaptive frequency profile",
                "ptp-adaptive domain 5",
                "ptp-adaptive local-ip 10.0.0.1",
                "ptp-adaptive vpn-instance blue",
                "ptp-adaptive remote-server1-ip 192.0.2.1",
                "ptp-adaptive remote-server2-ip 192.0.2.2",
                "ptp-adaptive remote-server 2 priority 7",
                "ptp-adaptive sync-duration 600",
                "ptp-adaptive dscp 46",
                "ptp-adaptive acr two-way unicast-negotiate enable",
            },
            Text(Content));
    }

    [TestMethod]
    [DataRow("<unicast-negotiate><enable>true</enable></unicast-negotiate>", "ptp-adaptive acr unicast-negotiate enable")]
    [DataRow("<unicast-negotiate><mode>two-way</mode></unicast-negotiate>", "ptp-adaptive unicast-negotiate mode two-way")]
    [DataRow("<enable>false</enable>", "ptp-adaptive enable false")]
    [DataRow("<announce-receipt-timeout>4</announce-receipt-timeout>", "ptp-adaptive announce receipt-timeout 4")]
    public void A_leaf_reads_as_the_command_that_sets_it(string content, string command)
        => CollectionAssert.AreEqual(new[] { command }, Text(content));

    private static string[] Text(string content)
        => [.. ConfigurationText.Of(XElement.Parse($"<data><ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\">{content}</ptp-adaptive></data>"), ShellModel.Schema)];
}
