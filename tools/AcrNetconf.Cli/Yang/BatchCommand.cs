using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Cli.Yang;

/// <summary><c>acr yang batch</c>: many lint and validate commands in one process, one JSON line each.</summary>
internal sealed class BatchCommand
{
    public const string Usage = """
        usage: acr yang batch FILE.jsonl
          one line per case: {"id": ..., "command": ["lint"|"validate", ARGS...]}; one JSON result per line on standard output
        """;

    private readonly ModuleSetCompiler _compiler = new();

    /// <summary>Runs all cases; a case that cannot be run is a result with exit 2, never the end of the batch.</summary>
    public int Run(TextReader cases, Stream output)
    {
        while (cases.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                RunCase(line, output);
            }
        }

        return 0;
    }

    private void RunCase(string line, Stream output)
    {
        var watch = Stopwatch.StartNew();
        JsonElement id = default;
        YangCommandResult result;
        try
        {
            using var document = JsonDocument.Parse(line);
            document.RootElement.TryGetProperty("id", out id);
            id = id.ValueKind == JsonValueKind.Undefined ? default : id.Clone();
            var command = document.RootElement.GetProperty("command").EnumerateArray().Select(argument => argument.GetString() ?? "").ToList();
            result = command is [var verb, .. var arguments] ? Run(verb, arguments) : YangCommandResult.Usage("empty command");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            result = YangCommandResult.Usage($"not a case: {exception.Message}");
        }
        catch (Exception exception)
        {
            // A fault of ours; the cases that follow are still wanted.
            result = YangCommandResult.Usage($"cannot be judged: {exception}");
        }

        Write(output, id, result, watch.Elapsed.TotalSeconds);
    }

    private YangCommandResult Run(string verb, List<string> arguments) => verb switch
    {
        "validate" => new ValidateCommand(_compiler).Run(arguments),
        "lint" => Lint(arguments),
        _ => YangCommandResult.Usage($"unknown command {verb}"),
    };

    private YangCommandResult Lint(List<string> arguments)
    {
        if (YangOptions.Parse(arguments, out var problem) is not { } options)
        {
            return YangCommandResult.Usage(problem!); // set whenever there are no options
        }

        var findings = new List<YangFinding>();
        if (_compiler.Compile(options, [.. options.Modules, .. options.Files], findings) is { } compilation)
        {
            findings.AddRange(compilation.Diagnostics.Select(YangFinding.Of));
        }

        return YangCommandResult.Of(findings);
    }

    private static void Write(Stream output, JsonElement id, YangCommandResult result, double seconds)
    {
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = FindingsJson.Encoder }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("id");
            if (id.ValueKind == JsonValueKind.Undefined)
            {
                writer.WriteNullValue();
            }
            else
            {
                id.WriteTo(writer);
            }

            writer.WriteNumber("exit", result.Exit);
            writer.WritePropertyName("diagnostics");
            FindingsJson.Write(writer, result.Findings);
            writer.WriteNumber("seconds", Math.Round(seconds, 6));
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        output.Flush();
    }
}
