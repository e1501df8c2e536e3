using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Cli;

/// <summary>A program in a pseudo-terminal made by script(1): types, and keeps what the screen was sent.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _screen = new();
    private readonly Task _reading;
    private int _seen;

    /// <param name="command">A shell command line.</param>
    public PseudoTerminal(string command)
    {
        var start = new ProcessStartInfo("script", ["-qfec", command, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TERM"] = "xterm";
        _process = Process.Start(start) ?? throw new InvalidOperationException("script(1) did not start");
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>What was shown, without control sequences; of a line drawn several times the last.</summary>
    public string Screen => From(0);

    /// <summary>Waits until a prompt stands at the end of what was shown since the last wait.</summary>
    public async Task WaitForAsync(string end, TimeSpan limit)
    {
        var reached = await Eventually.TrueAsync(() => From(_seen).EndsWith(end, StringComparison.Ordinal), limit);
        Assert.IsTrue(reached, $"no '{end}' within {limit.TotalSeconds} s:\n{Screen}");
        lock (_screen)
        {
            _seen = _screen.Length;
        }
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the program's end; its exit code.</summary>
    public async Task<int> EndAsync(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(timeout.Token);
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    [GeneratedRegex("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])")]
    private static partial Regex ControlSequence();

    private string From(int start)
    {
        lock (_screen)
        {
            var text = ControlSequence().Replace(_screen.ToString(start, _screen.Length - start), "").Replace("\r\n", "\n");
            return string.Join('\n', text.Split('\n').Select(line => line[(line.LastIndexOf('\r') + 1)..]));
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        int count;
        while ((count = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_screen)
            {
                _screen.Append(buffer, 0, count);
            }
        }
    }
}
