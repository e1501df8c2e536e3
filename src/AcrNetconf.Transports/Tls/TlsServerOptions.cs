using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>How NETCONF over TLS is served.</summary>
public sealed record TlsServerOptions
{
    /// <summary>The port of RFC 7589 §2.</summary>
    public const int DefaultPort = 6513;

    /// <summary>Addresses to listen on; port 0 picks a free one. None: nobody may come in, but the server may call home.</summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = [];

    /// <summary>What the server shows: a certificate with its private key. Needed to listen or to call home.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Certificates sent along, between the server's and its root.</summary>
    public ImmutableArray<X509Certificate2> Intermediates { get; init; } = [];

    /// <summary>Whose client certificates are believed.</summary>
    public ClientTrust Trust { get; init; } = new();

    /// <summary>How certificates name users.</summary>
    public ImmutableArray<CertToName> CertToName { get; init; } = [];

    /// <summary>Users that access control does not bind (RFC 8341 §3.2.2).</summary>
    public ImmutableHashSet<string> RecoveryUsers { get; init; } = [];

    /// <summary>Versions spoken.</summary>
    public TlsVersions Versions { get; init; }

    /// <summary>Limits per server and connection.</summary>
    public TlsLimits Limits { get; init; } = new();

    /// <summary>Why nobody can be served with these; null when all is well.</summary>
    internal string? Problem()
        => Certificate is null ? "no server certificate is given"
        : !Certificate.HasPrivateKey ? $"the server certificate {Certificate.Subject} comes without its private key"
        : Trust.Authorities.IsEmpty && Trust.Certificates.IsEmpty ? "no authority of client certificates is given"
        : CertToName.IsEmpty ? "nothing says which certificate is which user"
        : null;
}
