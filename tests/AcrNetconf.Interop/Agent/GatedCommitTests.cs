using System.Globalization;
using AcrNetconf.Interop.Support;
using AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;

namespace AcrNetconf.Interop.Agent;

/// <summary>Commits that confirm themselves when the clock is locked, against two ptp4l servers.</summary>
[TestClass]
public sealed class GatedCommitTests
{
    [TestMethod]
    [Timeout(420_000, CooperativeCancellation = true)]
    public async Task Gated_commit_decides_itself()
    {
        using var world = new TwoServers();
        using var agent = await AgentProcess.StartAsync(world.Client);
        agent.Change(ImpactRow.MergedClient);
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.IsLocked(), TimeSpan.FromSeconds(90)), agent.Output);
        await GatedCommitsDecideThemselvesAsync(agent);
    }

    private static async Task GatedCommitsDecideThemselvesAsync(AgentProcess agent)
    {
        Gated(agent, "<dscp>40</dscp>", timeout: 30, lockedFor: 2);
        Assert.IsTrue(await Eventually.TrueAsync(() => Outcome(agent) is ("confirmed-commit", "confirmed"), TimeSpan.FromSeconds(15)), $"{Outcome(agent)}\n{agent.Output}");
        StringAssert.Contains(agent.Acr("get-config").Text, "<dscp>40</dscp>");

        // Nobody answers in domain 9: the agent must find its way back to the domain where it was locked.
        Gated(agent, "<domain>9</domain>", timeout: 6, lockedFor: 2);
        Assert.IsTrue(await Eventually.TrueAsync(() => Outcome(agent) is ("revert", _), TimeSpan.FromSeconds(20)), $"{Outcome(agent)}\n{agent.Output}");
        StringAssert.Contains(agent.Acr("get-config").Text, "<domain>4</domain>");
        StringAssert.Contains(agent.Output, "the clock was not traced and locked in time");

        // A restart in between: the agent goes on waiting, and finds the clock locked.
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.IsLocked(), TimeSpan.FromSeconds(90)), agent.Output);
        Gated(agent, "<dscp>41</dscp>", timeout: 120, lockedFor: 3);
        await agent.KillAndRestartAsync();
        Assert.IsTrue(await Eventually.TrueAsync(() => Outcome(agent) is ("confirmed-commit", "confirmed"), TimeSpan.FromSeconds(100)), $"{Outcome(agent)}\n{agent.Output}");
        agent.Change("<dscp>56</dscp>");
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.IsLocked(), TimeSpan.FromSeconds(90)), agent.Output);
    }

    private static void Gated(AgentProcess agent, string nodes, int timeout, int lockedFor)
    {
        var edit = agent.Edit(nodes);
        Assert.AreEqual(0, edit.Code, edit.ToString());
        var commit = agent.Script("gated.py", timeout.ToString(CultureInfo.InvariantCulture), lockedFor.ToString(CultureInfo.InvariantCulture));
        Assert.AreEqual(0, commit.Code, commit.ToString());
    }

    private static (string Kind, string Outcome) Outcome(AgentProcess agent)
    {
        var list = agent.Script("gated.py");
        Assert.AreEqual(0, list.Code, list.ToString());
        var words = list.Text.Trim().Split(' ');
        return (words[0], words[1]);
    }
}
