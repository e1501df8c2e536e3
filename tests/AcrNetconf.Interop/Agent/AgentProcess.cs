using System.Globalization;
using System.Text.Json;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Agent;

/// <summary>The agent as its users run it: the executable, in a namespace, with a state directory of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    public const int Port = 8830;
    public const string User = "operator";
    public const string Password = "a-password";

    private readonly NetworkNamespace _where;
    private readonly string _folder;
    private readonly string[] _options;
    private BackgroundProcess _process;

    private AgentProcess(NetworkNamespace where, string folder, string[] options)
    {
        _where = where;
        _folder = folder;
        _options = options;
        File.WriteAllText(PasswordFile, Password);
        _process = Launch();
    }

    /// <summary>What it printed, without the lines about sessions coming and going.</summary>
    public string Output => string.Join('\n', _process.Output.Split('\n').Where(line => !line.Contains("SshServerTransport") && !line.Contains(": netconf[")));

    private string PasswordFile => Path.Combine(_folder, "password");

    /// <summary>Starts it and waits for its ready line.</summary>
    public static async Task<AgentProcess> StartAsync(NetworkNamespace where, params string[] options)
    {
        var agent = new AgentProcess(where, Directory.CreateTempSubdirectory("acr-agent").FullName, options);
        await agent.WaitUntilReadyAsync();
        return agent;
    }

    /// <summary>kill -9, then a new start on the same state.</summary>
    public async Task KillAndRestartAsync()
    {
        _ = Tool.Run("kill", "-KILL", _process.Id.ToString(CultureInfo.InvariantCulture));
        _process.Dispose();
        _process = Launch();
        await WaitUntilReadyAsync();
    }

    /// <summary>Sends SIGTERM; the exit code.</summary>
    public int Stop() => _process.Terminate();

    /// <summary>Runs <c>acr</c> against it.</summary>
    public ToolResult Acr(params string[] arguments)
        => _where.Run(Product.Acr, ["--port", Port.ToString(CultureInfo.InvariantCulture), "--user", User, "--password-file", PasswordFile, .. arguments]);

    /// <summary>A shell command line that runs <c>acr</c> against it from outside its namespace.</summary>
    public string AcrCommandLine(string arguments) => $"ip netns exec {_where.Name} {AcrInside(arguments)}";

    /// <summary>The same for a shell that runs inside it.</summary>
    public string AcrInside(string arguments) => $"{Product.Acr} --port {Port} --user {User} --password-file {PasswordFile} {arguments}";

    /// <summary>edit-config on candidate with bare nodes.</summary>
    public ToolResult Edit(string nodes)
    {
        var file = Path.Combine(_folder, "edit.xml");
        File.WriteAllText(file, $"<ptp-adaptive xmlns=\"urn:acr-netconf:yang:ptp-adaptive\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\">{nodes}</ptp-adaptive>");
        return Acr("edit-config", file);
    }

    /// <summary>edit-config on candidate and commit, both of which must succeed.</summary>
    public void Change(string nodes)
    {
        var edit = Edit(nodes);
        Assert.AreEqual(0, edit.Code, $"{edit}\n{Output}");
        var commit = Acr("commit");
        Assert.AreEqual(0, commit.Code, $"{commit}\n{Output}");
    }

    /// <summary>Any operation, which must succeed; what it answers.</summary>
    public string Rpc(string operation) => Send(operation, "rpc");

    /// <summary>Configuration and state below one node.</summary>
    public string Get(string filter) => Send(filter, "get", "--filter");

    /// <summary>The state container as JSON.</summary>
    public JsonElement State()
    {
        var status = Acr("status", "--json");
        Assert.AreEqual(0, status.Code, $"{status}\n{Output}");
        return JsonDocument.Parse(status.Text).RootElement;
    }

    /// <summary>Whether the clock is locked to server 1.</summary>
    public bool IsLocked() => State() is var state && state.Text("servo", "state") == "locked" && state.Text("current-trace-source") == "server1";

    /// <summary>The namespace's ncclient runs a script of this folder.</summary>
    public ToolResult Script(string name, params string[] arguments)
        => _where.Run(Tool.Python, [Path.Combine(AppContext.BaseDirectory, "Agent", name), Port.ToString(CultureInfo.InvariantCulture), User, Password, .. arguments]);

    /// <summary>The same, with something to read on stdin.</summary>
    public ToolResult ScriptWithInput(string name, string input)
    {
        var file = Path.Combine(_folder, "input");
        File.WriteAllText(file, input);
        return _where.Run("sh", ["-c", $"exec {Tool.Python} {Path.Combine(AppContext.BaseDirectory, "Agent", name)} {Port.ToString(CultureInfo.InvariantCulture)} {User} {Password} < {file}"]);
    }

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Send(string document, params string[] command)
    {
        var file = Path.Combine(_folder, "request.xml");
        File.WriteAllText(file, document);
        var result = Acr([.. command, file]);
        Assert.AreEqual(0, result.Code, $"{result}\n{Output}");
        return result.Text;
    }

    private BackgroundProcess Launch() => _where.Start(
        Product.Agent,
        ["--listen", $"127.0.0.1:{Port}", "--state", Path.Combine(_folder, "state"), "--user", $"{User}:{Password}", .. _options]);

    private async Task WaitUntilReadyAsync()
        => Assert.IsTrue(await _process.WaitForOutputAsync("acr-netconf ready:", TimeSpan.FromSeconds(30)), Output);
}
