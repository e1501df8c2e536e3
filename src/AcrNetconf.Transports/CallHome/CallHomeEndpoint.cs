using AcrNetconf.Transports.Tls;

namespace AcrNetconf.Transports.CallHome;

/// <summary>One place where a client listens for us.</summary>
/// <param name="Name">Unique within the client.</param>
/// <param name="Protocol">What it expects there.</param>
/// <param name="Host">Address or host name.</param>
/// <param name="Port">TCP port.</param>
public sealed record CallHomeEndpoint(string Name, CallHomeProtocol Protocol, string Host, int Port)
{
    /// <summary>How TLS is spoken there; null: as at the listeners.</summary>
    public TlsParameters? Tls { get; init; }

    /// <summary>The ports of RFC 8071 §6.</summary>
    public static int DefaultPort(CallHomeProtocol protocol) => protocol == CallHomeProtocol.Ssh ? 4334 : 4335;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Protocol.ToString().ToLowerInvariant()} {Host} port {Port})";
}
