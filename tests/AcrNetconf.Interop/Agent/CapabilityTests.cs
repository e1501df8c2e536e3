using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Agent;

/// <summary>Capabilities and limits switched by the command line, on the executable.</summary>
[TestClass]
public sealed class CapabilityTests
{
    [TestMethod]
    [TestProperty("row", "6241-8.7")]
    [TestProperty("row", "6241-8.8")]
    public async Task Startup_survives_kill_and_is_what_the_next_start_runs_and_files_come_back()
    {
        using var where = NetworkNamespace.Create("k");
        var urls = Directory.CreateTempSubdirectory("acr-urls").FullName;
        using var agent = await AgentProcess.StartAsync(where, "--capability", "startup", "--capability", "url", "--url-directory", urls);
        agent.Change("<domain>5</domain>");
        Ok(agent, "<copy-config><target><startup/></target><source><running/></source></copy-config>");
        Ok(agent, $"<copy-config><target><url>file://{urls}/five.xml</url></target><source><running/></source></copy-config>");
        agent.Change("<domain>6</domain>");
        await agent.KillAndRestartAsync();
        StringAssert.Contains(agent.Acr("get-config").Text, "<domain>5</domain>");
        Ok(agent, "<delete-config><target><startup/></target></delete-config>");
        await agent.KillAndRestartAsync();
        Assert.AreEqual(string.Empty, agent.Acr("get-config").Text.Trim());
        Ok(agent, $"<copy-config><target><candidate/></target><source><url>file://{urls}/five.xml</url></source></copy-config>");
        Ok(agent, "<commit/>");
        StringAssert.Contains(agent.Acr("get-config").Text, "<domain>5</domain>");
        Directory.Delete(urls, recursive: true);
    }

    [TestMethod]
    [DataRow("--capability", "flying", "flying")]
    [DataRow("--max-depth", "3", "--max-depth: '3' is not a whole number from 10 up")]
    [DataRow("--hello-timeout", "0", "--hello-timeout: '0' is not a whole number from 1 up")]
    [DataRow("--listen", "nowhere", "is not ADDR:PORT")]
    public void Wrong_usage_is_one_sentence_and_exit_code_two(string option, string value, string sentence)
    {
        var result = Tool.Run(Product.Agent, option, value);
        Assert.AreEqual(2, result.Code, result.ToString());
        StringAssert.Contains(result.Errors, sentence);
        Assert.HasCount(1, result.Errors.Trim().Split('\n'));
    }

    private static void Ok(AgentProcess agent, string operation)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, operation.Insert(operation.IndexOfAny([' ', '/', '>']), " xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\""));
        var result = agent.Acr("rpc", file);
        File.Delete(file);
        Assert.AreEqual(0, result.Code, $"{operation}: {result}\n{agent.Output}");
    }
}
