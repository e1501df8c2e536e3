namespace AcrNetconf.Transports.CallHome;

/// <summary>Where the calls to one client stand. Immutable.</summary>
/// <param name="Client">Name of the client.</param>
/// <param name="Phase">What is being done.</param>
/// <param name="Endpoint">The endpoint that is connected or called, or is called next.</param>
public sealed record CallHomeStatus(string Client, CallHomePhase Phase, CallHomeEndpoint Endpoint)
{
    /// <summary>When the next call is made; null unless waiting for it.</summary>
    public DateTimeOffset? NextCall { get; init; }

    /// <summary>Connections on which somebody logged in and that are over, since these settings came.</summary>
    public int Connections { get; init; }

    /// <summary>Failed calls since the last of them.</summary>
    public int Failures { get; init; }

    /// <summary>How the last call ended, one sentence; null before.</summary>
    public string? LastEnd { get; init; }
}
