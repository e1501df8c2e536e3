using System.Diagnostics;
using System.Text;

namespace AcrNetconf.Interop.Support;

/// <summary>A program running beside the test; its output is kept, and disposal ends it by its process id.</summary>
internal sealed class BackgroundProcess : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private BackgroundProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything printed so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static BackgroundProcess Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new BackgroundProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start"));
    }

    /// <summary>Waits until the output contains <paramref name="text"/>; false when the time is over or the program ended without it.</summary>
    public Task<bool> WaitForOutputAsync(string text, TimeSpan limit) => Eventually.TrueAsync(() => Output.Contains(text, StringComparison.Ordinal), limit);

    /// <summary>Sends SIGTERM and waits; returns the exit code, or -1 after the grace period.</summary>
    public int Terminate()
    {
        if (!_process.HasExited)
        {
            using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }

        if (!_process.WaitForExit(s_grace))
        {
            _process.Kill(entireProcessTree: true);
            return -1;
        }

        _process.WaitForExit(); // Also drains the output events.
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _ = Terminate();
        _process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}
