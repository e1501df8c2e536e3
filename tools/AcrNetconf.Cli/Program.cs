using AcrNetconf.Cli.Commands;

namespace AcrNetconf.Cli;

/// <summary>acr: the operator's command line.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => RootCommandFactory.Create().Parse(args).InvokeAsync();
}
