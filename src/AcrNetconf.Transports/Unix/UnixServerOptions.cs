using System.Collections.Immutable;

namespace AcrNetconf.Transports.Unix;

/// <summary>How NETCONF is served on a Unix socket, behind the system's sshd.</summary>
public sealed record UnixServerOptions
{
    /// <summary>Path of the socket; null: nobody is served.</summary>
    public string? Path { get; init; }

    /// <summary>Who may connect, besides root.</summary>
    /// <value>Default: owner and group.</value>
    public UnixFileMode Mode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Group the socket is given to; null: the group of this process.</summary>
    public uint? Group { get; init; }

    /// <summary>Users (by number) that may speak for another user; root always may.</summary>
    public ImmutableHashSet<uint> TrustedUsers { get; init; } = [];

    /// <summary>Groups whose members may speak for another user.</summary>
    public ImmutableHashSet<uint> TrustedGroups { get; init; } = [];

    /// <summary>Users that access control does not bind (RFC 8341 §3.3.3), besides root of the host, who could change everything anyway.</summary>
    public ImmutableHashSet<string> RecoveryUsers { get; init; } = [];

    /// <summary>Connections at a time.</summary>
    /// <value>Default 512.</value>
    public int MaxConnections { get; init; } = 512;

    /// <summary>How long the relay may take to say for whom it comes.</summary>
    /// <value>Default 10 s.</value>
    public TimeSpan GreetingGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the relay may take to read the rest and to close after the session's end.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan CloseGrace { get; init; } = TimeSpan.FromSeconds(5);
}
