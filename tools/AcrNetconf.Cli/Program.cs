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
        _ => RootCommandFactory.Create().Parse(arguments).InvokeAsync(),
    };
}
