using AcrNetconf.Cli.Commands;
using AcrNetconf.Cli.Yang;

namespace AcrNetconf.Cli;

/// <summary>acr: the operator's command line.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => arguments switch
    {
        ["yang", "lint", .. var rest] => Task.FromResult(LintProgram.Lint(rest, Console.Out, Console.Error)),
        ["yang", "tree", .. var rest] => Task.FromResult(LintProgram.Tree(rest, Console.Out, Console.Error)),
        ["yang", "validate", .. var rest] => Task.FromResult(ValidateProgram.Validate(rest, Console.Out, Console.Error)),
        ["yang", "batch", .. var rest] => Task.FromResult(ValidateProgram.Batch(rest, Console.Out, Console.Error)),
        _ => InvokeAsync(arguments),
    };

    /// <summary>Wrong usage is exit code 2, apart from the answer no, which is 1.</summary>
    private static async Task<int> InvokeAsync(string[] arguments)
    {
        var parsed = RootCommandFactory.Create().Parse(arguments);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? 2 : code;
    }
}
