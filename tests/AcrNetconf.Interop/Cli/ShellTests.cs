using System.Text.RegularExpressions;
using AcrNetconf.Interop.Agent;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Cli;

/// <summary>The procedure typed into <c>acr shell</c> in a pseudo-terminal, against an agent and two test grandmasters on loopback.</summary>
[TestClass]
public sealed partial class ShellTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly string[] s_procedure =
    [
        "screen-length 0 temporary",
        "system-view",
        "ptp-adaptive enable",
        "ptp-adaptive device-type client",
        "ptp-adaptive frequency profile",
        "ptp-adaptive domain 30",
        "ptp-adaptive domain 4",
        "ptp-adaptive local-ip 127.0.0.10",
        "ptp-adaptive vpn-instance blue",
        "undo ptp-adaptive vpn-instance",
        "ptp-adaptive remote-server1-ip 127.0.0.11",
        "ptp-adaptive remote-server2-ip 127.0.0.12",
        "ptp-adaptive acr two-way unicast-negotiate enable",
        "ptp-adaptive time profile",
        "ptp-adaptive domain 300",
        "display this",
        "display ptp-adaptive config",
        "commit",
        "display this",
        "quit",
    ];

    [TestMethod]
    [Timeout(240_000, CooperativeCancellation = true)]
    public async Task The_procedure_is_typed_and_its_effect_displayed()
    {
        using var host = NetworkNamespace.Create("sh");
        using var server1 = Grandmaster(host, "127.0.0.11");
        using var server2 = Grandmaster(host, "127.0.0.12");
        using var agent = await AgentProcess.StartAsync(host);
        using var terminal = new PseudoTerminal(agent.AcrCommandLine("shell"));
        await terminal.WaitForAsync("<acr>", s_patience);
        foreach (var line in s_procedure)
        {
            await terminal.TypeAsync(line + "\r");
            await terminal.WaitForAsync(line is "system-view" ? "[~acr]" : line is "quit" or "screen-length 0 temporary" ? "<acr>" : "acr]", s_patience);
        }

        var locked = await Eventually.TrueAsync(
            () => agent.State() is var state && state.Text("servo", "state") == "locked" && state.Server(2).Text("quality-level") == "prc",
            TimeSpan.FromSeconds(120));
        Assert.IsTrue(locked, $"{terminal.Screen}\n{agent.State()}\n{agent.Output}");

        // Tab completes the words of the model, the question mark explains them.
        await terminal.TypeAsync("dis\tptp\tal\t\r");
        await terminal.WaitForAsync("<acr>", s_patience);
        await terminal.TypeAsync("display ptp-adaptive server ?");
        await terminal.WaitForAsync("<acr>display ptp-adaptive server ", s_patience);
        await terminal.TypeAsync("\u0015quit\r");
        Assert.AreEqual(0, await terminal.EndAsync(s_patience), terminal.Screen);
        Approved.Verify("Cli/procedure.txt", Stable(terminal.Screen));
    }

    [TestMethod]
    [Timeout(120_000, CooperativeCancellation = true)]
    public async Task A_script_stops_at_the_line_that_fails_and_leaves_nothing_behind()
    {
        using var host = NetworkNamespace.Create("sh");
        using var agent = await AgentProcess.StartAsync(host);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "# comment\nsystem-view\nptp-adaptive enable\nptp-adaptive dscp 64\ncommit\n");
        var failed = host.Run("sh", "-c", $"{agent.AcrCommandLine("shell")} < {script}");
        Assert.AreEqual(1, failed.Code);
        StringAssert.Contains(failed.Errors, "line 4: ptp-adaptive dscp 64\nline 4: 64 is not in the range 0..63");
        StringAssert.Contains(failed.Errors, "discarded");
        Assert.AreEqual(agent.Acr("get-config", "--source", "running").Text, agent.Acr("get-config", "--source", "candidate").Text);

        await File.WriteAllTextAsync(script, "system-view\nptp-adaptive dscp 46\ncommit\ndisplay this\nquit\n");
        var done = host.Run("sh", "-c", $"{agent.AcrCommandLine("shell")} < {script}");
        File.Delete(script);
        Assert.AreEqual(0, done.Code, done.ToString());
        Assert.AreEqual("Committed.\n#\nptp-adaptive dscp 46\n#\n", done.Text);
    }

    private static BackgroundProcess Grandmaster(NetworkNamespace host, string address)
        => host.Start(Product.Lab, "gm", "--listen", address, "--domain", "4", "--clock-class", "84");

    /// <summary>Measured values differ from run to run; their place and form do not.</summary>
    private static string Stable(string screen)
    {
        screen = Time().Replace(screen, ":TIME ");
        screen = Offset().Replace(screen, "$1OFFSET");
        return string.Join('\n', screen.Split('\n').Select(l => l.TrimEnd())).Trim() + "\n";
    }

    [GeneratedRegex(":[+-]\\d+s, \\d+ns *")]
    private static partial Regex Time();

    [GeneratedRegex("(Frequency offset\\(ppb\\) *:)-?[0-9.]+")]
    private static partial Regex Offset();
}
