using System.CommandLine.Parsing;
using AcrNetconf.Cli.Commands;
using AcrNetconf.Cli.Yang;

namespace AcrNetconf.Cli;

/// <summary>acr: the operator's command line.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        BrokenPipe.EndsTheProgram();
        return RunAsync(arguments);
    }

    private static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        ["yang", "lint", .. var rest] => Task.FromResult(LintProgram.Lint(rest, Console.Out, Console.Error)),
        ["yang", "tree", .. var rest] => Task.FromResult(LintProgram.Tree(rest, Console.Out, Console.Error)),
        ["yang", "doc", .. var rest] => Task.FromResult(LintProgram.Doc(rest, Console.Out, Console.Error)),
        ["yang", "validate", .. var rest] => Task.FromResult(ValidateProgram.Validate(rest, Console.Out, Console.Error)),
        ["yang", "batch", .. var rest] => Task.FromResult(ValidateProgram.Batch(rest, Console.Out, Console.Error)),
        _ => InvokeAsync(arguments),
    };

    /// <summary>Wrong usage is exit code 2, apart from the answer no, which is 1.</summary>
    private static async Task<int> InvokeAsync(string[] arguments)
    {
        var parsed = RootCommandFactory.Create().Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        foreach (var error in parsed.Errors)
        {
            // The parser adds the name of a type of the framework, which says nothing to an operator.
            var sentence = error.Message.Split(" as expected type")[0].TrimEnd('.');
            await Console.Error.WriteLineAsync($"acr: {sentence}");
        }

        await Console.Error.WriteLineAsync($"see {NameOf(parsed.CommandResult)} --help");
        return 2;
    }

    private static string NameOf(CommandResult command)
        => command.Parent is CommandResult above ? $"{NameOf(above)} {command.Command.Name}" : "acr";
}
