using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Interop.Agent;

namespace AcrNetconf.Interop.Commit;

/// <summary>A process that commits, stopped before its first commit until it is told to go.</summary>
internal sealed class Victim : IDisposable
{
    private readonly Process _process;

    private Victim(Process process, int running, bool isPending)
    {
        _process = process;
        Running = running;
        IsPending = isPending;
    }

    /// <summary>What running held after the start.</summary>
    public int Running { get; }

    /// <summary>Whether a confirmed commit was pending after the start.</summary>
    public bool IsPending { get; }

    /// <summary>What running may hold after the process died.</summary>
    public int[] May { get; private set; } = [];

    /// <summary>Every complaint of the victim itself.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>True when it came to the end of its commits.</summary>
    public bool IsDone { get; private set; }

    public static Victim Start(string log)
    {
        var modules = Path.Combine(Product.Root, "yang");
        var process = Process.Start(new ProcessStartInfo(Product.Victim, [log, modules, Path.Combine(modules, "ietf")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,

            // One worker, so that the n-th call of a thread is the same call in every run.
            Environment = { ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1" },
        })!; // Start with a new process never answers null
        var first = process.StandardOutput.ReadLine() ?? "nothing";
        var words = first.Split(' ');
        return words is ["start", var value, var state]
            ? new Victim(process, int.Parse(value, CultureInfo.InvariantCulture), state == "pending")
            : throw new InvalidOperationException($"the victim said: {first}");
    }

    /// <summary>Lets it commit; with a strace attached that kills it at a call, or runs to the end without one.</summary>
    /// <param name="rounds">How often; each has five commits.</param>
    /// <param name="injection">What strace shall do, e.g. <c>pwrite64:signal=KILL:when=7</c>; null for nothing.</param>
    /// <param name="calls">File for every call it makes, or null.</param>
    public void Go(int rounds, string? injection, string? calls)
    {
        string[] what = calls is not null ? ["-o", calls] : injection is not null ? ["-e", "trace=" + injection.Split(':')[0], "-e", "inject=" + injection, "-o", "/dev/null"] : [];
        using var strace = what.Length == 0 ? null : Process.Start(new ProcessStartInfo("strace", ["-f", .. what, "-p", _process.Id.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
        });
        if (strace is not null)
        {
            // It says so when it holds every thread.
            while (strace.StandardError.ReadLine() is { } line && !line.Contains("attached", StringComparison.Ordinal))
            {
            }
        }

        May = [Running];
        try
        {
            _process.StandardInput.WriteLine(rounds.ToString(CultureInfo.InvariantCulture));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // Killed while it read the line.
        }

        while (_process.StandardOutput.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "may":
                    May = [.. words.Skip(1).Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
                    break;
                case "done":
                    IsDone = true;
                    break;
                default:
                    Wrong.Add(line);
                    break;
            }
        }

        _process.WaitForExit();
        strace?.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
