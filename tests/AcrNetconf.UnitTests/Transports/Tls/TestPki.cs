using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.UnitTests.Transports.Tls;

/// <summary>Certificates with dates of choice, made in memory.</summary>
internal sealed class TestPki
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static byte s_serial;

    private TestPki(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The authority's own certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    public static TestPki Root(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestPki(AuthorityRequest(name, key).CreateSelfSigned(Begin, End));
    }

    public TestPki Below(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestPki(AuthorityRequest(name, key).Create(Certificate, Begin, End, [++s_serial]).CopyWithPrivateKey(key));
    }

    public X509Certificate2 Issue(string subject, Action<SubjectAlternativeNameBuilder>? names = null, DateTimeOffset? begin = null, DateTimeOffset? end = null, string? usage = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            var builder = new SubjectAlternativeNameBuilder();
            names(builder);
            request.CertificateExtensions.Add(builder.Build());
        }

        if (usage is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        }

        return request.Create(Certificate, begin ?? Begin, end ?? End, [++s_serial]);
    }

    /// <summary>A revocation list in DER.</summary>
    public byte[] Revoke(DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var certificate in revoked)
        {
            builder.AddEntry(certificate, thisUpdate);
        }

        return builder.Build(Certificate, crlNumber: 1, nextUpdate, HashAlgorithmName.SHA256, rsaSignaturePadding: null, thisUpdate);
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
