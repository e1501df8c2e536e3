using System.Text.Json;

namespace AcrNetconf.Cli.Yang;

/// <summary>Entry points of <c>acr yang validate</c> and <c>acr yang batch</c>: arguments in, text out.</summary>
internal static class ValidateProgram
{
    /// <summary>Runs validate; returns the exit code.</summary>
    public static int Validate(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            output.WriteLine(ValidateCommand.Usage);
            return 0;
        }

        var result = new ValidateCommand(new ModuleSetCompiler()).Run(arguments);
        if (arguments.Contains("--json"))
        {
            output.WriteLine(ToJson(result));
            return result.Exit;
        }

        foreach (var finding in result.Findings)
        {
            (result.Exit == 2 ? error : output).WriteLine(finding.ErrorTag is null && finding.Diagnostic is null ? finding.Message : finding.ToLine());
        }

        if (result.Exit == 2 && result.Findings is [{ Diagnostic: null }])
        {
            error.WriteLine(ValidateCommand.Usage);
        }

        return result.Exit;
    }

    /// <summary>Runs batch; returns the exit code.</summary>
    public static int Batch(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            output.WriteLine(BatchCommand.Usage);
            return 0;
        }

        if (arguments is not [var file])
        {
            error.WriteLine(BatchCommand.Usage);
            return 2;
        }

        try
        {
            using var cases = file == "-" ? Console.In : File.OpenText(file);
            using var results = Console.OpenStandardOutput();
            return new BatchCommand().Run(cases, results);
        }
        catch (IOException exception)
        {
            error.WriteLine(exception.Message);
            return 2;
        }
    }

    private static string ToJson(YangCommandResult result)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = FindingsJson.Encoder }))
        {
            FindingsJson.Write(writer, result.Findings);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
