using System.Text.Json;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Yang;

/// <summary>Entry points of <c>acr yang lint</c> and <c>acr yang tree</c>.</summary>
internal static class LintProgram
{
    public const string LintUsage = """
        usage: acr yang lint [-p DIR]... [-F all|none|MODULE:f1,f2]... [--json] FILE...
          compiles YANG modules; diagnostics as file:line:column: severity: message; exit 1 on any error
        """;

    public const string TreeUsage = """
        usage: acr yang tree [-p DIR]... [-F all|none|MODULE:f1,f2]... MODULE...
          prints modules (names or files) as RFC 8340 tree diagrams; exit 1 when they do not compile
        """;

    public const string DocUsage = """
        usage: acr yang doc [-p DIR]... [-F all|none|MODULE:f1,f2]... MODULE...
          prints modules (names or files) as a reference in Markdown; exit 1 when they do not compile
        """;

    /// <summary>Runs lint; returns the exit code.</summary>
    public static int Lint(string[] arguments, TextWriter output, TextWriter error)
    {
        if (!TryParse(arguments, LintUsage, output, error, out var options, out var exit))
        {
            return exit;
        }

        var findings = new List<YangFinding>();
        if (new ModuleSetCompiler().Compile(options, [.. options.Modules, .. options.Files], findings) is { } compilation)
        {
            foreach (var diagnostic in compilation.Diagnostics)
            {
                findings.Add(YangFinding.Of(diagnostic));
            }
        }

        var result = YangCommandResult.Of(findings);
        if (options.Json)
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = FindingsJson.Encoder }))
            {
                FindingsJson.Write(writer, findings);
            }

            output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        }
        else
        {
            Report(findings, output);
        }

        return result.Exit;
    }

    /// <summary>Runs tree; returns the exit code.</summary>
    public static int Tree(string[] arguments, TextWriter output, TextWriter error)
        => Print(arguments, TreeUsage, TreePrinter.Print, output, error);

    /// <summary>Runs doc; returns the exit code.</summary>
    public static int Doc(string[] arguments, TextWriter output, TextWriter error)
        => Print(arguments, DocUsage, (context, module, writer) => writer.Write(ReferencePrinter.Print(context, module)), output, error);

    private static int Print(string[] arguments, string usage, Action<SchemaContext, YangModule, TextWriter> print, TextWriter output, TextWriter error)
    {
        if (!TryParse(arguments, usage, output, error, out var options, out var exit))
        {
            return exit;
        }

        var findings = new List<YangFinding>();
        List<string> wanted = [.. options.Modules, .. options.Files];
        var compilation = new ModuleSetCompiler().Compile(options, wanted, findings);
        if (compilation?.Context is not { } context)
        {
            findings.AddRange((compilation?.Diagnostics ?? []).Select(YangFinding.Of));
            Report(findings, error);
            return 1;
        }

        foreach (var name in wanted)
        {
            if (context.FindModule(NameOf(name)) is not { } module)
            {
                error.WriteLine($"{name} is not a module");
                return 1;
            }

            print(context, module, output);
        }

        return 0;
    }

    private static string NameOf(string argument)
    {
        var name = File.Exists(argument) ? Path.GetFileNameWithoutExtension(argument) : argument;
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? name : name[..at];
    }

    private static void Report(List<YangFinding> findings, TextWriter writer)
    {
        foreach (var finding in findings)
        {
            writer.WriteLine(finding.Diagnostic is null ? finding.Message : finding.ToLine());
        }
    }

    private static bool TryParse(string[] arguments, string usage, TextWriter output, TextWriter error, out YangOptions options, out int exit)
    {
        var parsed = YangOptions.Parse(arguments, out var problem);
        options = parsed ?? new YangOptions();
        exit = 0;
        if (options.Help)
        {
            output.WriteLine(usage);
            return false;
        }

        if (parsed is null || options.Files.Count + options.Modules.Count == 0)
        {
            error.WriteLine(problem ?? "no module is named");
            error.WriteLine(usage);
            exit = 2;
            return false;
        }

        return true;
    }
}
