using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>A complete, direct list of revoked certificates (RFC 5280 §5), from a file or a configuration.</summary>
/// <remarks>
/// <code>
///   CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue }
///   tbsCertList     ::= SEQUENCE { version?, signature, issuer, thisUpdate, nextUpdate?, revokedCertificates?, [0] extensions? }
/// </code>
/// A list with a critical extension is refused when it is read: a delta or an indirect list taken for a complete one would let revoked certificates in.
/// </remarks>
public sealed class CertificateRevocationList
{
    private const string PemLabel = "X509 CRL";

    private static readonly Dictionary<string, (HashAlgorithmName Hash, bool IsRsa)> s_algorithms = new()
    {
        ["1.2.840.113549.1.1.11"] = (HashAlgorithmName.SHA256, true),
        ["1.2.840.113549.1.1.12"] = (HashAlgorithmName.SHA384, true),
        ["1.2.840.113549.1.1.13"] = (HashAlgorithmName.SHA512, true),
        ["1.2.840.10045.4.3.2"] = (HashAlgorithmName.SHA256, false),
        ["1.2.840.10045.4.3.3"] = (HashAlgorithmName.SHA384, false),
        ["1.2.840.10045.4.3.4"] = (HashAlgorithmName.SHA512, false),
    };

    private static readonly Asn1Tag s_extensions = new(TagClass.ContextSpecific, 0);

    private readonly Dictionary<BigInteger, DateTimeOffset> _revoked = [];
    private readonly ReadOnlyMemory<byte> _signed;
    private readonly byte[] _signature;
    private readonly (HashAlgorithmName Hash, bool IsRsa) _algorithm;

    private CertificateRevocationList(ReadOnlyMemory<byte> encoded)
    {
        AsnReader list = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        _signed = list.PeekEncodedValue();
        AsnReader body = list.ReadSequence();
        string algorithm = list.ReadSequence().ReadObjectIdentifier();
        _signature = list.ReadBitString(out _);
        if (!s_algorithms.TryGetValue(algorithm, out _algorithm))
        {
            throw new FormatException($"signature algorithm {algorithm} is not accepted");
        }

        if (body.PeekTag() == Asn1Tag.Integer)
        {
            body.ReadInteger();
        }

        if (body.ReadSequence().ReadObjectIdentifier() != algorithm)
        {
            throw new FormatException("it names two signature algorithms");
        }

        Issuer = new X500DistinguishedName(body.ReadEncodedValue().Span);
        ThisUpdate = ReadTime(body);
        NextUpdate = body.HasData && IsTime(body) ? ReadTime(body) : null;
        if (body.HasData && body.PeekTag() == Asn1Tag.Sequence)
        {
            ReadRevoked(body.ReadSequence());
        }

        if (body.HasData)
        {
            RefuseCritical(body.ReadSequence(s_extensions).ReadSequence());
        }
    }

    /// <summary>Who revoked.</summary>
    public X500DistinguishedName Issuer { get; }

    public DateTimeOffset ThisUpdate { get; }

    /// <summary>When the next one is due; null when the issuer does not say.</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>Reads DER.</summary>
    /// <exception cref="FormatException">It is no list, or one that is not understood; one sentence.</exception>
    public static CertificateRevocationList Parse(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return new CertificateRevocationList(encoded);
        }
        catch (Exception fault) when (fault is AsnContentException or CryptographicException or FormatException)
        {
            throw new FormatException($"a certificate revocation list cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads every list of a file, PEM or DER.</summary>
    /// <exception cref="FormatException">As <see cref="Parse"/>, or there is none.</exception>
    public static IReadOnlyList<CertificateRevocationList> ParseFile(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content is [0x30, ..])
        {
            return [Parse(content)];
        }

        var lists = new List<CertificateRevocationList>();
        ReadOnlySpan<char> text = System.Text.Encoding.ASCII.GetString(content);
        while (PemEncoding.TryFind(text, out PemFields fields))
        {
            if (text[fields.Label].SequenceEqual(PemLabel))
            {
                lists.Add(Parse(Convert.FromBase64String(text[fields.Base64Data].ToString())));
            }

            text = text[fields.Location.End..];
        }

        return lists.Count > 0 ? lists : throw new FormatException($"there is no \"{PemLabel}\"");
    }

    /// <summary>Whether the holder of this certificate issued the list: name, right to sign lists, signature.</summary>
    public bool IsSignedBy(X509Certificate2 issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        if (!issuer.SubjectName.RawData.AsSpan().SequenceEqual(Issuer.RawData)
            || issuer.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign))
        {
            return false;
        }

        using RSA? rsa = _algorithm.IsRsa ? issuer.GetRSAPublicKey() : null;
        using ECDsa? ecdsa = _algorithm.IsRsa ? null : issuer.GetECDsaPublicKey();
        return rsa?.VerifyData(_signed.Span, _signature, _algorithm.Hash, RSASignaturePadding.Pkcs1)
            ?? ecdsa?.VerifyData(_signed.Span, _signature, _algorithm.Hash, DSASignatureFormat.Rfc3279DerSequence)
            ?? false;
    }

    /// <summary>When the certificate was revoked, or null.</summary>
    public DateTimeOffset? RevokedAt(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true);
        return _revoked.TryGetValue(serial, out DateTimeOffset at) ? at : null;
    }

    private static bool IsTime(AsnReader reader) => reader.PeekTag() is var tag && (tag == Asn1Tag.UtcTime || tag == Asn1Tag.GeneralizedTime);

    // RFC 5280 §5.1.2.4: UTCTime through 2049, GeneralizedTime from 2050 on.
    private static DateTimeOffset ReadTime(AsnReader reader) => reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime(2049) : reader.ReadGeneralizedTime();

    private static void RefuseCritical(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string id = extension.ReadObjectIdentifier();
            if (extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean())
            {
                throw new FormatException($"its critical extension {id} is not understood");
            }
        }
    }

    private void ReadRevoked(AsnReader entries)
    {
        while (entries.HasData)
        {
            AsnReader entry = entries.ReadSequence();
            BigInteger serial = entry.ReadInteger();
            _revoked[serial] = ReadTime(entry);
            if (entry.HasData)
            {
                RefuseCritical(entry.ReadSequence());
            }
        }
    }
}
