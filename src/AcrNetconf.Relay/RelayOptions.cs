namespace AcrNetconf.Relay;

/// <summary>The command line of the relay.</summary>
/// <param name="Socket">Socket of the agent.</param>
/// <param name="User">For whom it comes, if not for the user it runs as.</param>
/// <param name="SystemLog">Socket of the system log.</param>
internal sealed record RelayOptions(string Socket, string? User, string SystemLog)
{
    public const string Usage = "usage: acr-netconf-relay [--socket PATH] [--user NAME] [--syslog PATH]";

    /// <summary>The defaults: where the packaged agent listens.</summary>
    public static RelayOptions Default { get; } = new("/run/acr-netconf/netconf.sock", null, "/dev/log");

    /// <summary>Null when the arguments are wrong.</summary>
    public static RelayOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = Default;
        for (var rest = arguments; rest.Length > 0; rest = rest[2..])
        {
            var next = rest switch
            {
                ["--socket", var path, ..] => options with { Socket = path },
                ["--user", var name, ..] when !name.Any(char.IsControl) && name.Length > 0 => options with { User = name },
                ["--syslog", var path, ..] => options with { SystemLog = path },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return options;
    }
}
