using System.CommandLine;
using AcrNetconf.Cli.Client;
using AcrNetconf.Cli.Shell;

namespace AcrNetconf.Cli.Commands;

/// <summary>The options every command that connects shares, and how failures become exit codes.</summary>
internal sealed class SessionOptions
{
    private readonly Option<string> _host = new("--host") { Description = "server's name or address", DefaultValueFactory = _ => "127.0.0.1", Recursive = true };
    private readonly Option<int> _port = new("--port") { Description = "server's TCP port", DefaultValueFactory = _ => 830, Recursive = true };
    private readonly Option<string> _user = new("--user") { Description = "user name", DefaultValueFactory = _ => Environment.UserName, Recursive = true };
    private readonly Option<string?> _passwordFile = new("--password-file") { HelpName = "FILE", Description = "file whose first line is the password", Recursive = true };
    private readonly Option<string?> _key = new("--key") { HelpName = "FILE", Description = "private key file", Recursive = true };

    private readonly Option<string> _knownHosts = new("--known-hosts")
    {
        HelpName = "FILE",
        Description = "host keys you trust, in OpenSSH's format",
        DefaultValueFactory = _ => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh", "known_hosts"),
        Recursive = true,
    };

    private readonly Option<HostKeyPolicy> _hostKeys = new("--host-key")
    {
        HelpName = "unchanged|known|any",
        Description = "which host keys will do: not another than the known one, only a known one, or any",
        DefaultValueFactory = _ => HostKeyPolicy.Unchanged,
        Recursive = true,
    };

    /// <summary>Results as one JSON document.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "print one JSON document", Recursive = true };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_host, _port, _user, _passwordFile, _key, _knownHosts, _hostKeys, Json])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Makes <paramref name="command"/> run in a session: 0 on success, 1 with the reason on stderr otherwise.</summary>
    public Command Run(Command command, Func<ParseResult, NetconfClient, CancellationToken, Task> body)
        => RunWithCode(command, async (result, client, cancellationToken) =>
        {
            await body(result, client, cancellationToken);
            return 0;
        });

    /// <summary>Like <see cref="Run"/> for commands whose answer is an exit code.</summary>
    public Command RunWithCode(Command command, Func<ParseResult, NetconfClient, CancellationToken, Task<int>> body)
    {
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                using var client = await NetconfClient.ConnectAsync(Read(result), cancellationToken);
                var code = await body(result, client, cancellationToken);
                await client.CloseAsync(cancellationToken);
                return code;
            }
            catch (Exception fault) when (fault is IOException or NetconfException or UnauthorizedAccessException or System.Xml.XmlException or ShellException)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                if (result.GetValue(Json))
                {
                    Console.WriteLine(Output.Failure(fault));
                }

                return 1;
            }
            catch (OperationCanceledException)
            {
                return 0;
            }
        });
        return command;
    }

    private ConnectionOptions Read(ParseResult result) => new(
        result.GetValue(_host)!, // has a default
        result.GetValue(_port),
        result.GetValue(_user)!, // has a default
        result.GetValue(_passwordFile),
        result.GetValue(_key),
        result.GetValue(_knownHosts)!, // has a default
        result.GetValue(_hostKeys));
}
