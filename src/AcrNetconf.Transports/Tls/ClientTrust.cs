using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>Whose certificates the server believes.</summary>
public sealed record ClientTrust
{
    /// <summary>Root certificates a client's certificate must lead to.</summary>
    public ImmutableArray<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>Client certificates believed as they are, whoever issued them; only their dates are checked.</summary>
    public ImmutableArray<X509Certificate2> Certificates { get; init; } = [];

    /// <summary>Revocation lists. With one, every certificate below the root must be covered by a current list of its issuer; without, none is asked for.</summary>
    public ImmutableArray<CertificateRevocationList> RevocationLists { get; init; } = [];

    /// <summary>How chains are built: from these roots, without asking the network for anything.</summary>
    internal X509ChainPolicy MakePolicy(DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // done from the lists here
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
            VerificationTimeIgnored = false,
        };
        policy.CustomTrustStore.AddRange(Authorities.ToArray());
        policy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.2")); // RFC 5280 §4.2.1.12: client authentication, where usages are limited
        return policy;
    }
}
