using System.Diagnostics;

namespace AcrNetconf.Interop.Ssh;

/// <summary>What a client program did.</summary>
internal sealed record ToolResult(int Code, byte[] Output, string Errors)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Output);

    public override string ToString() => $"exit {Code}: {Text[..Math.Min(Text.Length, 400)]} {Errors}";
}

/// <summary>Runs client programs, bounded in time, ended by process id.</summary>
internal static class Tool
{
    /// <summary>The distribution's interpreter: it has the paramiko package.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static ToolResult Run(string program, params string[] arguments) => RunAsync(program, arguments).GetAwaiter().GetResult();

    public static async Task<ToolResult> RunAsync(
        string program, string[] arguments, ReadOnlyMemory<byte> input = default, IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? patience = null)
    {
        using Process process = Start(program, arguments, environment);
        using var limit = new CancellationTokenSource(patience ?? s_limit);
        Task<byte[]> output = ReadAllAsync(process.StandardOutput.BaseStream, limit.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, limit.Token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input; its exit code tells the rest.
        }

        try
        {
            await Task.WhenAll(output, errors, process.WaitForExitAsync(limit.Token));
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new ToolResult(-1, [], $"{program} did not end in {s_limit.TotalSeconds} s");
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }

    public static Process Start(string program, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }
}
