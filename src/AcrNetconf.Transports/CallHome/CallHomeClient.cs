using System.Collections.Immutable;

namespace AcrNetconf.Transports.CallHome;

/// <summary>One NETCONF client to call home to (netconf-client of ietf-netconf-server).</summary>
/// <param name="Name">Unique.</param>
/// <param name="Endpoints">Where it listens; at least one.</param>
public sealed record CallHomeClient(string Name, ImmutableArray<CallHomeEndpoint> Endpoints)
{
    /// <value>Default persistent.</value>
    public CallHomeConnection Connection { get; init; } = new CallHomeConnection.Persistent();

    /// <value>Default the first in the list.</value>
    public CallHomeStart StartWith { get; init; }

    /// <summary>How long a connection may take to come about.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Attempts at one endpoint before the next one is tried.</summary>
    /// <value>Default 3.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Pause after the first failure and after a connection that ended; it doubles with every further failure.</summary>
    /// <value>Default 1 s.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause.</summary>
    /// <value>Default 60 s.</value>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Silence that ends a session of this client; null: the server's own limit.</summary>
    internal TimeSpan? IdleTimeout => Connection is CallHomeConnection.Periodic periodic ? periodic.IdleTimeout : null;

    /// <inheritdoc/>
    public bool Equals(CallHomeClient? other)
        => other is not null && Name == other.Name && Endpoints.SequenceEqual(other.Endpoints) && Connection == other.Connection && StartWith == other.StartWith
            && (MaxWait, MaxAttempts, FirstPause, LongestPause) == (other.MaxWait, other.MaxAttempts, other.FirstPause, other.LongestPause);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Endpoints.Length, Connection, StartWith);

    /// <summary>What cannot be honoured, or null.</summary>
    public string? Problem()
        => Endpoints.IsDefaultOrEmpty ? "has no endpoint"
        : Endpoints.FirstOrDefault(e => e.Port is < 1 or > 65535) is { } wrong ? $"has an endpoint with port {wrong.Port}"
        : MaxAttempts < 1 ? $"is given {MaxAttempts} attempts"
        : MaxWait <= TimeSpan.Zero ? "is not waited for at all"
        : FirstPause <= TimeSpan.Zero || LongestPause < FirstPause ? "is given pauses that do not grow from above zero"
        : Connection is CallHomeConnection.Periodic { Period: var period } && period <= TimeSpan.Zero ? "is given a period that is not above zero"
        : null;
}
