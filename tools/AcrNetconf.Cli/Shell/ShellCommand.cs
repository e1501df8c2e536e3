using System.CommandLine;
using AcrNetconf.Cli.Client;
using AcrNetconf.Cli.Commands;
using AcrNetconf.Cli.Shell.Terminal;

namespace AcrNetconf.Cli.Shell;

/// <summary>acr shell: the feature's dialogue, interactive or from a script on standard input.</summary>
internal static class ShellCommand
{
    public static Command Create(SessionOptions session)
        => session.RunWithCode(new Command("shell", "the dialogue operators of the feature know; a script when standard input is not a terminal"), RunAsync);

    /// <summary>Runs a shell in an open session.</summary>
    public static async Task<int> RunAsync(ParseResult result, NetconfClient client, CancellationToken cancellationToken)
    {
        var schema = await ServerSchema.FetchAsync(client, [], remark => Console.Error.WriteLine($"Warning: {remark}"), cancellationToken);
        var session = new ShellSession(client, schema, "acr");
        var loop = new ShellLoop(session);
        if (Console.IsInputRedirected)
        {
            return await loop.RunScriptAsync(Console.In, Console.Out, Console.Error, cancellationToken);
        }

        Console.TreatControlCAsInput = true;
        await loop.RunTerminalAsync(new ConsoleTerminal(), cancellationToken);
        return 0;
    }
}
