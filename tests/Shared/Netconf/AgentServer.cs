using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AcrNetconf.Testing.Netconf;

/// <summary>The agent's executable on a loopback port, with a state directory of its own that survives <see cref="KillAndRestart"/>.</summary>
internal sealed class AgentServer : ServerUnderTest
{
    private const string User = "driver";

    private readonly string _executable;
    private readonly string[] _options;
    private readonly StringBuilder _log = new();
    private Process _process;

    /// <summary>Starts the agent; it may not be listening yet.</summary>
    public AgentServer(string executable, params string[] options)
        : base(new ServerFolder())
    {
        _executable = executable;
        _options = options;
        _process = Launch();
    }

    public override string Name => "acr-netconf";

    public override Process Process => _process;

    public override SshTarget Target => new(Folder.Port, User, Folder.KeyFile);

    /// <summary>Everything logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>kill -9 now.</summary>
    public void Kill()
    {
        ServerFolder.Signal(_process, "KILL");
        _process.WaitForExit();
    }

    /// <summary>A new process on the same state.</summary>
    public void Restart()
    {
        ServerFolder.End(_process);
        _process = Launch();
    }

    public override void Dispose()
    {
        ServerFolder.End(_process);
        Folder.Dispose();
    }

    private Process Launch()
    {
        string[] arguments =
        [
            "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Folder.Port}"), "--state", Folder.File("state"),
            "--user-key", $"{User}:{Folder.KeyFile}.pub", .. _options,
        ];
        var process = Process.Start(new ProcessStartInfo(_executable, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!; // throws when it cannot start
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.AppendLine(line);
            }
        }
    }
}
