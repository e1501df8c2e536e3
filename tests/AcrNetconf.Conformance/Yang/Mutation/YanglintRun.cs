using System.Diagnostics;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>One run of yanglint.</summary>
/// <param name="Verdict">True for accepted, false for refused, null when it crashed or hung.</param>
/// <param name="Errors">Its error lines.</param>
internal sealed record YanglintRun(bool? Verdict, IReadOnlyList<string> Errors)
{
    public const string Program = "/usr/bin/yanglint";
    private const int MaxMilliseconds = 20_000;

    public static YanglintRun Of(string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        using var process = Process.Start(start)!; // callers have seen the file
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(MaxMilliseconds))
        {
            process.Kill();
            return new(null, ["hangs"]);
        }

        output.Wait();
        var lines = errors.Result.Split('\n').Where(line => line.Contains("err :", StringComparison.Ordinal)).Select(line => line[(line.IndexOf("err :", StringComparison.Ordinal) + 5)..].Trim()).ToList();
        return new(process.ExitCode switch { 0 => true, >= 128 => null, _ => false }, lines);
    }
}
