using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Netconf;

/// <summary>Choices of one NETCONF server.</summary>
public sealed record NetconfOptions
{
    public SessionLimits Limits { get; init; } = new();

    /// <value>
    /// The capability :writable-running. Default off: with it, orchestrators copy running to candidate before each transaction instead of
    /// using candidate alone.
    /// </value>
    public bool WritableRunning { get; init; }

    /// <value>Events kept for replay. Default 1000; 0 switches replay off.</value>
    public int ReplayEvents { get; init; } = 1000;
}
