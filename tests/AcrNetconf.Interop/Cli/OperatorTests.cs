using System.Text.Json;
using AcrNetconf.Interop.Agent;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Cli;

/// <summary>A day of an operator with <c>acr</c> against one running agent: plan, commit, history, diff, rollback, events, status.</summary>
[TestClass]
public sealed class OperatorTests
{
    [TestMethod]
    [Timeout(240_000, CooperativeCancellation = true)]
    public async Task Plan_history_diff_rollback_and_events_say_what_happens()
    {
        using var host = NetworkNamespace.Create("op");
        using var server = host.Start(Product.Lab, "gm", "--listen", "127.0.0.11", "--domain", "0", "--clock-class", "84");
        using var agent = await AgentProcess.StartAsync(host);
        Expect(agent.Acr("history", "--json"), "{\"commit\":[]}");
        Expect(agent.Acr("plan"), "impact none\n");
        Expect(agent.Acr("plan", "--json"), "\"change\":[]");
        Expect(agent.Acr("status", "--json"), "\"current-state\"");

        Expect(
            agent.Acr(
                "edit-config",
                "/ptp-adaptive/enable=true",
                "/ptp-adaptive/device-type=client",
                "/ptp-adaptive/local-ip=127.0.0.10",
                "/ptp-adaptive/remote-server[server-id=1]/ip-address=127.0.0.11",
                "/ptp-adaptive/unicast-negotiate/enable=true"),
            "ok");
        Expect(agent.Acr("plan"), "impact relock", "timestamping: start, relock", "remote-server[server-id='1']/ip-address = 127.0.0.11");
        Expect(agent.Acr("diff"), "+ /ptp-adaptive/local-ip 127.0.0.10");
        Expect(agent.Acr("diff", "--json"), "{\"equal\":false,");
        Expect(agent.Acr("commit", "--label", "base", "--comment", "first light", "--json"), "{\"ok\":true}");
        Expect(agent.Acr("edit-config", "--commit", "/ptp-adaptive/dscp=46"), "ok");
        Expect(agent.Acr("history"), "relock       operator  [base]  first light", "    2  ", "hitless");
        Expect(agent.Acr("diff", "1", "2"), "create   /ptp-adaptive:ptp-adaptive/dscp = 46");

        Refuse(agent.Acr("edit-config", "--commit", "--max-impact", "hitless", "/ptp-adaptive/domain=5", "--json"), "\"errorAppTag\":\"impact-exceeded\"");
        Refuse(agent.Acr("diff", "1", "9", "--json"), "commit 9 is not in the history, which holds 1 to 2");
        Refuse(agent.Acr("rollback", "nobody", "--json"), "no commit of the history has the label nobody");
        Misuse(agent.Acr("history", "--limit", "x"), "acr: Cannot parse argument 'x' for option '--limit'\nsee acr history --help\n");
        CheckHostKeys(agent, host);
        Misuse(agent.Acr("nonsense"), "acr: Unrecognized command or argument 'nonsense'");

        Expect(agent.Acr("rollback", "base"), "ok; commit 3");
        Expect(agent.Acr("rollback", "1"), "ok; that configuration runs already; nothing changed");
        await OnTrialAsync(agent);
        await EventsAsync(agent, host);
    }

    /// <summary>Keys as ssh-keyscan writes and ssh-keygen hashes them, a changed one, an encrypted and an impossible private key.</summary>
    private static void CheckHostKeys(AgentProcess agent, NetworkNamespace host)
    {
        var folder = Directory.CreateTempSubdirectory("acr-keys-").FullName;
        try
        {
            var known = Path.Combine(folder, "known_hosts");
            var key = Path.Combine(folder, "key");
            var made = host.Run("sh", "-ec", $"ssh-keyscan -p {AgentProcess.Port} 127.0.0.1 >{known}.all 2>/dev/null; ssh-keygen -q -t ed25519 -N secret -f {key}; grep ecdsa {known}.all >{known}; ssh-keygen -q -H -f {known} >&2; "
                + $"echo \"[127.0.0.1]:{AgentProcess.Port} $(cut -d' ' -f1,2 {key}.pub)\" >{known}.changed");
            Assert.AreEqual(0, made.Code, made.ToString());
            Expect(agent.Acr("plan", "--known-hosts", known, "--host-key", "known"), "impact");
            Refuse(agent.Acr("plan", "--known-hosts", folder + "/none", "--host-key", "known"), "is not in " + folder);
            Refuse(agent.Acr("plan", "--known-hosts", known + ".changed"), $"is not the one in {known}.changed line 1");
            Expect(agent.Acr("plan", "--known-hosts", known + ".changed", "--host-key", "any"), "impact");
            Refuse(agent.Acr("plan", "--key", key), $"private key {key} needs a passphrase, and there is no terminal to ask for it");
            Refuse(agent.Acr("plan", "--key", known), $"{known} cannot be used as a private key");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A rollback on trial is taken back by the end of its time, by cancel-commit, or kept by its token.</summary>
    private static async Task OnTrialAsync(AgentProcess agent)
    {
        Expect(agent.Acr("rollback", "2", "--confirm", "1"), "confirm with: acr commit --persist-id ");
        Assert.IsTrue(await Eventually.TrueAsync(() => agent.Acr("history", "--limit", "1").Text.Contains("it was not confirmed in time"), TimeSpan.FromSeconds(30)));

        var token = Token(agent.Acr("rollback", "2", "--confirm", "600", "--json"));
        Refuse(agent.Acr("commit"), "persist-id");
        Refuse(agent.Acr("cancel-commit", "--persist-id", "another"), "persist-id");
        Expect(agent.Acr("cancel-commit", "--persist-id", token), "ok");
        Assert.DoesNotContain("dscp", agent.Acr("get-config").Text);

        token = Token(agent.Acr("rollback", "2", "--confirm", "600", "--json"));
        Expect(agent.Acr("commit", "--persist-id", token), "ok");
        Expect(agent.Acr("get-config", "--xpath", "/ptp-adaptive/dscp", "--json"), "{\"ptp-adaptive\":{\"dscp\":\"46\"}}");
    }

    private static async Task EventsAsync(AgentProcess agent, NetworkNamespace host)
    {
        // Sessions come and go, so only commits are asked for.
        using var events = host.Start("sh", "-c", agent.AcrInside("watch-events --xpath '/*[local-name()=\"commit-outcome\"]' --count 1 --json"));
        Assert.IsTrue(await Eventually.TrueAsync(
            () =>
            {
                Expect(agent.Acr("edit-config", "--commit", $"/ptp-adaptive/ttl={Random.Shared.Next(2, 255)}"), "ok");
                return events.Output.Contains("\"name\":\"commit-outcome\"");
            },
            TimeSpan.FromSeconds(30)));
        Refuse(agent.Acr("watch-events", "--stream", "bogus", "--json"), "there is no stream bogus");

        // Whoever stops reading ends an endless view; without a terminal each reading is plain text.
        var watched = host.Run("bash", "-c", agent.AcrInside("status --watch --line") + " | head -n 2; echo ${PIPESTATUS[0]}");
        StringAssert.Contains(watched.Text, "traced to");
        StringAssert.EndsWith(watched.Text, "\n141\n");
        var stopped = host.Run("timeout", "--preserve-status", "-s", "INT", "3", "sh", "-c", "exec " + agent.AcrInside("status --watch"));
        Assert.AreEqual(0, stopped.Code, stopped.ToString());
        StringAssert.StartsWith(stopped.Text, "clock recovery   ");
        Assert.DoesNotContain("\u001b", stopped.Text);
    }

    private static string Token(ToolResult result)
    {
        Assert.AreEqual(0, result.Code, result.ToString());
        var remark = JsonDocument.Parse(result.Text).RootElement.GetProperty("remark").GetString()!;
        return remark[(remark.LastIndexOf(' ') + 1)..];
    }

    private static void Expect(ToolResult result, params string[] words)
    {
        Assert.AreEqual(0, result.Code, $"{result.Text}\n{result.Errors}");
        foreach (var word in words)
        {
            StringAssert.Contains(result.Text, word);
        }
    }

    private static void Refuse(ToolResult result, string words)
    {
        Assert.AreEqual(1, result.Code, result.ToString());
        StringAssert.Contains(result.Text + result.Errors, words);
    }

    private static void Misuse(ToolResult result, string words)
    {
        Assert.AreEqual(2, result.Code, result.ToString());
        Assert.AreEqual("", result.Text);
        StringAssert.StartsWith(result.Errors, words);
    }
}
