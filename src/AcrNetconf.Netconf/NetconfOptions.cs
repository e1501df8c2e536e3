using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Netconf;

/// <summary>Choices of one NETCONF server.</summary>
/// <remarks>
/// Which optional capabilities it has is not among them: the features of ietf-netconf and the modules the schema implements say that.
/// :writable-running is best left off: with it, orchestrators copy running to candidate before each transaction.
/// </remarks>
public sealed record NetconfOptions
{
    public SessionLimits Limits { get; init; } = new();

    /// <value>
    /// Directory of the files that URLs may name; used when the schema has the feature url of ietf-netconf. Default none.
    /// </value>
    public string? UrlDirectory { get; init; }

    /// <value>Events kept for replay. Default 1000; 0 switches replay off.</value>
    public int ReplayEvents { get; init; } = 1000;
}
