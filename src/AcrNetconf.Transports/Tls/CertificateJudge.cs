using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>Decides about a client's certificate: dates, who vouches for it, revocation, and whom it names (RFC 7589 §5, §7).</summary>
internal static class CertificateJudge
{
    private const int MaxUserLength = 256;

    /// <param name="certificate">What the client showed, or null.</param>
    /// <param name="chain">Built by <see cref="ClientTrust.MakePolicy"/>; null when there is no certificate.</param>
    /// <param name="trust">Whom to believe.</param>
    /// <param name="entries">How certificates name users.</param>
    /// <param name="now">The time that counts.</param>
    public static CertificateVerdict Judge(X509Certificate2? certificate, X509Chain? chain, ClientTrust trust, ImmutableArray<CertToName> entries, DateTimeOffset now)
    {
        if (certificate is null || chain is null)
        {
            return new CertificateVerdict.Refused("the client has no certificate");
        }

        bool isPinned = trust.Certificates.Any(c => c.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));
        ImmutableArray<X509Certificate2> path = isPinned ? [certificate] : [.. chain.ChainElements.Select(e => e.Certificate)];
        string? reason = path.Select(c => WrongDate(c, now)).FirstOrDefault(r => r is not null) ?? (isPinned ? null : ChainFault(certificate, chain) ?? Revocation(path, trust, now));
        return reason is not null ? new CertificateVerdict.Refused(reason) : Name(path, entries);
    }

    private static string? WrongDate(X509Certificate2 certificate, DateTimeOffset now)
    {
        DateTimeOffset begin = certificate.NotBefore;
        DateTimeOffset end = certificate.NotAfter;
        return now < begin ? $"certificate {certificate.Subject} is not valid before {begin.ToUniversalTime():u}"
            : now > end ? $"certificate {certificate.Subject} expired at {end.ToUniversalTime():u}"
            : null;
    }

    private static string? ChainFault(X509Certificate2 certificate, X509Chain chain)
    {
        const X509ChainStatusFlags Unknown = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
        X509ChainStatusFlags all = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, s) => flags | s.Status);
        if ((all & Unknown) != 0)
        {
            return $"no trusted authority vouches for the certificate; its issuer is {certificate.Issuer}";
        }

        return all == X509ChainStatusFlags.NoError ? null : $"the chain of the certificate is wrong: {all}";
    }

    private static string? Revocation(ImmutableArray<X509Certificate2> path, ClientTrust trust, DateTimeOffset now)
    {
        if (trust.RevocationLists.IsEmpty)
        {
            return null;
        }

        for (int i = 0; i + 1 < path.Length; i++)
        {
            if (Revocation(path[i], path[i + 1], trust.RevocationLists, now) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? Revocation(X509Certificate2 certificate, X509Certificate2 issuer, ImmutableArray<CertificateRevocationList> lists, DateTimeOffset now)
    {
        var signed = lists.Where(l => l.IsSignedBy(issuer)).ToArray();
        foreach (CertificateRevocationList list in signed)
        {
            // Also a list out of date is believed in what it revokes.
            if (list.RevokedAt(certificate) is { } at)
            {
                return $"certificate {certificate.Subject}, serial {certificate.SerialNumber}, was revoked at {at.ToUniversalTime():u}";
            }
        }

        return signed.Length == 0 ? $"there is no revocation list of {issuer.Subject}"
            : Array.Exists(signed, l => l.ThisUpdate <= now && (l.NextUpdate is null || now <= l.NextUpdate)) ? null
            : $"the revocation list of {issuer.Subject} is out of date";
    }

    // RFC 7407 §4.1: the first entry whose fingerprint matches the certificate or one above it, and that yields a name, decides.
    private static CertificateVerdict Name(ImmutableArray<X509Certificate2> path, ImmutableArray<CertToName> entries)
    {
        var matching = entries.OrderBy(e => e.Id).Where(e => path.Any(e.Fingerprint.Matches)).ToArray();
        foreach (CertToName entry in matching)
        {
            string? name = entry.Map == CertificateMap.Specified ? entry.Name : CertificateNames.Find(path[0], entry.Map);
            if (name is { Length: > 0 and <= MaxUserLength } && !name.Any(char.IsControl))
            {
                return new CertificateVerdict.Accepted(name, entry.Id);
            }
        }

        return new CertificateVerdict.Refused(matching.Length == 0
            ? $"no entry of cert-to-name matches certificate {path[0].Subject}"
            : $"certificate {path[0].Subject} has no name of the kind that cert-to-name asks for");
    }
}
