using System.CommandLine;
using AcrNetconf.Cli.Shell;

namespace AcrNetconf.Cli.Commands;

/// <summary>Puts the commands together.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create()
    {
        var session = new SessionOptions();
        var root = new RootCommand("Operator's command line for NETCONF agents of adaptive clock recovery");
        session.AddTo(root);
        session.RunWithCode(root, ShellCommand.RunAsync);
        root.Subcommands.Add(ShellCommand.Create(session));
        root.Subcommands.Add(StatusCommand.Create(session));
        root.Subcommands.Add(Yang.YangCommand.Create());
        foreach (var command in (IEnumerable<Command>)[.. ProtocolCommands.All(session), SetUserCommand.Create(session), .. HistoryCommands.All(session), LockCommand.Create(session), WatchEventsCommand.Create(session)])
        {
            root.Subcommands.Add(command);
        }

        return root;
    }
}
