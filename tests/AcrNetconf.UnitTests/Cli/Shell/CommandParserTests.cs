using AcrNetconf.Cli.Shell;
using AcrNetconf.Cli.Shell.Grammar;

namespace AcrNetconf.UnitTests.Cli.Shell;

[TestClass]
public sealed class CommandParserTests
{
    [TestMethod]
    [DataRow("ptp-adaptive enable")]
    [DataRow("ptp-adaptive device-type client")]
    [DataRow("ptp-adaptive frequency profile")]
    [DataRow("ptp-adaptive domain 5")]
    [DataRow("ptp-adaptive local-ip 10.0.0.1")]
    [DataRow("ptp-adaptive vpn-instance blue")]
    [DataRow("ptp-adaptive remote-server1-ip 192.0.2.1")]
    [DataRow("ptp-adaptive remote-server2-ip 192.0.2.2")]
    [DataRow("ptp-adaptive acr unicast-negotiate enable")]
    [DataRow("ptp-adaptive acr one-way unicast-negotiate enable")]
    [DataRow("ptp-adaptive acr two-way unicast-negotiate enable")]
    [DataRow("ptp-adaptive atr unicast-negotiate enable")]
    [DataRow("ptp-adaptive dscp 46")]
    [DataRow("ptp-adaptive announce-duration 600")]
    [DataRow("ptp-adaptive sync-duration 600")]
    [DataRow("ptp-adaptive delay-resp-duration 600")]
    [DataRow("ptp-adaptive request announce-interval 10")]
    [DataRow("ptp-adaptive request sync-interval 4")]
    [DataRow("ptp-adaptive request delay-resp-interval 6")]
    [DataRow("ptp-adaptive announce receipt-timeout 4")]
    [DataRow("ptp-adaptive remote-server 1 asymmetry value 200")]
    [DataRow("clock wtr 5")]
    [DataRow("undo ptp-adaptive enable")]
    [DataRow("undo ptp-adaptive device-type")]
    [DataRow("undo ptp-adaptive device-type client")]
    [DataRow("undo ptp-adaptive frequency profile")]
    [DataRow("undo ptp-adaptive domain")]
    [DataRow("undo ptp-adaptive remote-server1-ip")]
    [DataRow("undo ptp-adaptive acr")]
    [DataRow("undo ptp-adaptive acr two-way unicast-negotiate enable")]
    [DataRow("undo ptp-adaptive announce-duration")]
    [DataRow("undo ptp-adaptive")]
    [DataRow("undo clock wtr")]
    [DataRow("display this")]
    [DataRow("display ptp-adaptive all")]
    [DataRow("display ptp-adaptive config")]
    [DataRow("display ptp-adaptive server")]
    [DataRow("display ptp-adaptive server 2")]
    [DataRow("commit")]
    [DataRow("commit trial 60")]
    [DataRow("quit")]
    [DataRow("dis ptp all")]
    public void Commands_of_the_feature_are_understood_in_the_system_view(string line)
        => Assert.IsNotNull(CommandParser.Parse(ShellModel.Grammar.Of(ShellView.System), line).Action);

    [TestMethod]
    [DataRow("system-view")]
    [DataRow("sys")]
    [DataRow("reset ptp-adaptive statistics")]
    [DataRow("reset ptp-adaptive statistics server 1")]
    [DataRow("run renegotiate server-id 2")]
    [DataRow("run lock-out server-id 1 clear true")]
    [DataRow("display ptp-adaptive all")]
    public void Operating_commands_are_understood_in_the_user_view(string line)
        => Assert.IsNotNull(CommandParser.Parse(ShellModel.Grammar.Of(ShellView.User), line).Action);

    [TestMethod]
    [DataRow("ptp-adaptive domain 300", 20, "0..255")]
    [DataRow("ptp-adaptive domain", 19, "incomplete")]
    [DataRow("ptp-adaptive nonsense", 13, "not known")]
    [DataRow("ptp-adaptive d 3", 13, "ambiguous")]
    [DataRow("ptp-adaptive local-ip 1.2.3", 22, "not an address")]
    [DataRow("ptp-adaptive enable true now", 25, "too much")]
    public void Mistakes_are_refused_with_their_place(string line, int column, string words)
    {
        var refusal = Assert.ThrowsExactly<ShellException>(() => CommandParser.Parse(ShellModel.Grammar.Of(ShellView.System), line));
        Assert.AreEqual(column, refusal.Column, refusal.Message);
        StringAssert.Contains(refusal.Message, words);
    }

    [TestMethod]
    [DataRow("ptp-adaptive device-type server", "client")]
    [DataRow("ptp-adaptive time profile", "G.8275.2")]
    [DataRow("ptp-adaptive vport 1 port-ip 10.0.0.1", "virtual ports")]
    [DataRow("ptp-adaptive hop-by-hop enable", "hop-by-hop")]
    [DataRow("ptp-adaptive forward-mode distributed", "boards")]
    [DataRow("clock source ptp synchronization enable", "--clock")]
    [DataRow("interface GigabitEthernet0/1/0", "interface")]
    [DataRow("display ptp-adaptive client 3", "client")]
    public void Commands_without_a_meaning_are_refused_with_the_reason(string line, string words)
    {
        var command = CommandParser.Parse(ShellModel.Grammar.Of(ShellView.System), line);
        var refusal = Assert.ThrowsExactly<ShellException>(() => { _ = command.Action(null!, command.Values, CancellationToken.None); }); // a refusal looks at nothing
        StringAssert.Contains(refusal.Message, words);
    }

    [TestMethod]
    [DataRow("ptp-adaptive dev", "device-type")]
    [DataRow("ptp-adaptive device-type ", "client none server server-and-client")]
    [DataRow("ptp-adaptive domain ", "INTEGER<0-255>")]
    [DataRow("ptp-adaptive request announce-interval ", "INTEGER<7-14>")]
    [DataRow("display ptp-adaptive ", "all client config master-only-vport server vport")]
    [DataRow("unheard of ", "")]
    public void Help_lists_what_the_model_allows_next(string before, string tokens)
        => Assert.AreEqual(tokens, string.Join(' ', CommandParser.Next(ShellModel.Grammar.Of(ShellView.System), before).Select(n => n.Token)));

    [TestMethod]
    public void Help_of_an_enumeration_is_the_modules_description()
        => Assert.AreEqual(
            "Recovers the frequency of a clock server",
            CommandParser.Next(ShellModel.Grammar.Of(ShellView.System), "ptp-adaptive device-type cl")[0].Help);
}
