using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>How TLS is spoken at one place: what the server shows, whom it believes, and how certificates name users.</summary>
public sealed record TlsParameters
{
    /// <summary>What the server shows: a certificate with its private key. Needed to listen or to call home.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Certificates sent along, between the server's and its root.</summary>
    public ImmutableArray<X509Certificate2> Intermediates { get; init; } = [];

    /// <summary>Whose client certificates are believed.</summary>
    public ClientTrust Trust { get; init; } = new();

    /// <summary>How certificates name users.</summary>
    public ImmutableArray<CertToName> CertToName { get; init; } = [];

    /// <summary>Versions spoken.</summary>
    public TlsVersions Versions { get; init; }

    /// <summary>Why nobody can be served with these; null when all is well.</summary>
    public string? Problem()
        => Certificate is null ? "no server certificate is given"
        : !Certificate.HasPrivateKey ? $"the server certificate {Certificate.Subject} comes without its private key"
        : Trust.Authorities.IsEmpty && Trust.Certificates.IsEmpty ? "no authority of client certificates is given"
        : CertToName.IsEmpty ? "nothing says which certificate is which user"
        : null;
}
