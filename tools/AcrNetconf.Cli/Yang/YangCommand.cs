using System.CommandLine;

namespace AcrNetconf.Cli.Yang;

/// <summary><c>acr yang</c>: the YANG engine on the command line.</summary>
internal static class YangCommand
{
    public static Command Create() => new("yang", "Compile, draw and validate YANG modules and data")
    {
        Forwarding("lint", "Compile modules and report diagnostics", arguments => LintProgram.Lint(arguments, Console.Out, Console.Error)),
        Forwarding("tree", "Print a module as an RFC 8340 tree diagram", arguments => LintProgram.Tree(arguments, Console.Out, Console.Error)),
        Forwarding("doc", "Print modules as a reference in Markdown", arguments => LintProgram.Doc(arguments, Console.Out, Console.Error)),
        Forwarding("validate", "Validate instance data", arguments => ValidateProgram.Validate(arguments, Console.Out, Console.Error)),
        Forwarding("batch", "Run many lint and validate cases in one process", arguments => ValidateProgram.Batch(arguments, Console.Out, Console.Error)),
    };

    /// <summary>A command that reads its own arguments: the options of the five are those of yanglint and pyang, repeated and positional freely mixed.</summary>
    private static Command Forwarding(string name, string description, Func<string[], int> run)
    {
        var arguments = new Argument<string[]>("arguments") { Arity = ArgumentArity.ZeroOrMore, Description = $"see acr yang {name} --help" };
        var command = new Command(name, description) { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(result => run([.. result.GetValue(arguments) ?? [], .. result.UnmatchedTokens]));
        return command;
    }
}
