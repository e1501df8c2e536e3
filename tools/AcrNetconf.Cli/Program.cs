using AcrNetconf.Cli.Yang;

namespace AcrNetconf.Cli;

internal static class Program
{
    private static int Main(string[] arguments) => arguments switch
    {
        ["yang", "validate", .. var rest] => ValidateProgram.Validate(rest, Console.Out, Console.Error),
        ["yang", "batch", .. var rest] => ValidateProgram.Batch(rest, Console.Out, Console.Error),
        _ => 2,
    };
}
