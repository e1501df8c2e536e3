using System.Xml.Linq;
using AcrNetconf.Cli.Shell;

namespace AcrNetconf.UnitTests.Cli.Shell;

[TestClass]
public sealed class PathTextTests
{
    private const string Ns = " xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"";

    [TestMethod]
    [DataRow("/ptp-adaptive/domain=5", $"<ptp-adaptive{Ns}><domain>5</domain></ptp-adaptive>")]
    [DataRow("/ptp-adaptive:ptp-adaptive/domain=5", $"<ptp-adaptive{Ns}><domain>5</domain></ptp-adaptive>")]
    [DataRow("/ptp-adaptive/unicast-negotiate/mode=two-way", $"<ptp-adaptive{Ns}><unicast-negotiate><mode>two-way</mode></unicast-negotiate></ptp-adaptive>")]
    [DataRow("/ptp-adaptive/remote-server[server-id=1]/ip-address=10.0.0.1", $"<ptp-adaptive{Ns}><remote-server><server-id>1</server-id><ip-address>10.0.0.1</ip-address></remote-server></ptp-adaptive>")]
    [DataRow("/ptp-adaptive/remote-server[server-id='2']/asymmetry/value=7", $"<ptp-adaptive{Ns}><remote-server><server-id>2</server-id><asymmetry><value>7</value></asymmetry></remote-server></ptp-adaptive>")]
    [DataRow("/ptp-adaptive/vpn-instance=a=b", $"<ptp-adaptive{Ns}><vpn-instance>a=b</vpn-instance></ptp-adaptive>")]
    public void A_path_with_a_value_is_an_edit(string text, string edit)
    {
        var (path, value) = PathText.Read(ShellModel.Schema, text);
        Assert.AreEqual(XElement.Parse(edit).ToString(), path.Set(value).ToString());
    }

    [TestMethod]
    [DataRow("/nothing/domain=5", "there is no nothing")]
    [DataRow("/ptp-adaptive/nothing=5", "there is no nothing in /ptp-adaptive:ptp-adaptive")]
    [DataRow("/ptp-adaptive/remote-server/ip-address=5", "needs the key [server-id=...]")]
    [DataRow("/ptp-adaptive/remote-server[server-id=1/ip-address=5", "does not end")]
    [DataRow("/ptp-adaptive/domain/x=5", "has nothing below it")]
    [DataRow("ptp-adaptive/domain=5", "is not a path")]
    public void A_path_that_leads_nowhere_is_refused_with_the_step(string text, string words)
        => StringAssert.Contains(Assert.ThrowsExactly<ShellException>(() => PathText.Read(ShellModel.Schema, text)).Message, words);

    [TestMethod]
    public void Edits_are_joined_into_one_tree_in_which_the_later_value_wins()
    {
        string[] sets =
        [
            "/ptp-adaptive/remote-server[server-id=1]/ip-address=10.0.0.1",
            "/ptp-adaptive/remote-server[server-id=2]/ip-address=10.0.0.2",
            "/ptp-adaptive/remote-server[server-id=1]/priority=3",
            "/ptp-adaptive/domain=4",
            "/ptp-adaptive/domain=5",
        ];
        var joined = EditTree.Join(sets.Select(s => PathText.Read(ShellModel.Schema, s)).Select(p => p.Path.Set(p.Value)), ShellModel.Schema);
        Assert.AreEqual(
            XElement.Parse($"""
                <ptp-adaptive{Ns}>
                  <remote-server><server-id>1</server-id><ip-address>10.0.0.1</ip-address><priority>3</priority></remote-server>
                  <remote-server><server-id>2</server-id><ip-address>10.0.0.2</ip-address></remote-server>
                  <domain>5</domain>
                </ptp-adaptive>
                """).ToString(),
            joined.Single().ToString());
    }
}
