using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>Reads certificates and keys as RFC 9640 encodes them.</summary>
/// <remarks>
/// <code>
///   ContentInfo ::= SEQUENCE { contentType, [0] content }                                                       RFC 5652 §3
///   SignedData  ::= SEQUENCE { version, digestAlgorithms, encapContentInfo, [0] certificates?, [1] crls?, ... }      §5.1
/// </code>
/// Signatures of the message are nobody's business here: what is carried is judged by itself.
/// </remarks>
public static class CertificateBundle
{
    private const string SignedData = "1.2.840.113549.1.7.2";

    private static readonly Asn1Tag s_zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The certificates of a CMS message, in its order, or the one certificate in DER.</summary>
    /// <exception cref="FormatException">There is none, or it cannot be read; one sentence.</exception>
    public static ImmutableArray<X509Certificate2> Read(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        try
        {
            return IsMessage(encoded) ? ReadMessage(encoded) : [X509CertificateLoader.LoadCertificate(encoded)];
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            throw new FormatException($"it is neither CMS nor a certificate: {fault.Message}", fault);
        }
    }

    /// <summary>A certificate with its private key.</summary>
    /// <exception cref="FormatException">The key cannot be read, or is not the certificate's; one sentence.</exception>
    public static X509Certificate2 WithKey(X509Certificate2 certificate, byte[] key, PrivateKeyFormat format)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        try
        {
            using RSA? ofRsa = certificate.GetRSAPublicKey();
            return ofRsa is null ? WithEcKey(certificate, key, format) : WithRsaKey(certificate, key, format);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"it is no private key of {certificate.Subject}: {fault.Message}", fault);
        }
    }

    private static bool IsMessage(byte[] encoded) => new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence().PeekTag() == Asn1Tag.ObjectIdentifier;

    private static ImmutableArray<X509Certificate2> ReadMessage(byte[] encoded)
    {
        AsnReader message = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        if (message.ReadObjectIdentifier() != SignedData)
        {
            throw new FormatException("it is CMS, but no SignedData");
        }

        AsnReader signed = message.ReadSequence(s_zero).ReadSequence();
        signed.ReadInteger();
        signed.ReadSetOf();
        signed.ReadSequence();
        var certificates = ImmutableArray.CreateBuilder<X509Certificate2>();
        if (signed.HasData && signed.PeekTag().HasSameClassAndValue(s_zero))
        {
            AsnReader set = signed.ReadSetOf(skipSortOrderValidation: true, s_zero);
            while (set.HasData)
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(set.ReadEncodedValue().Span));
            }
        }

        return certificates.Count > 0 ? certificates.ToImmutable() : throw new FormatException("there is no certificate in it");
    }

    private static X509Certificate2 WithRsaKey(X509Certificate2 certificate, byte[] key, PrivateKeyFormat format)
    {
        using var rsa = RSA.Create();
        switch (format)
        {
            case PrivateKeyFormat.Rsa:
                rsa.ImportRSAPrivateKey(key, out _);
                break;
            default:
                rsa.ImportPkcs8PrivateKey(key, out _);
                break;
        }

        return certificate.CopyWithPrivateKey(rsa);
    }

    private static X509Certificate2 WithEcKey(X509Certificate2 certificate, byte[] key, PrivateKeyFormat format)
    {
        using var ecdsa = ECDsa.Create();
        switch (format)
        {
            case PrivateKeyFormat.Ec:
                ecdsa.ImportECPrivateKey(key, out _);
                break;
            default:
                ecdsa.ImportPkcs8PrivateKey(key, out _);
                break;
        }

        return certificate.CopyWithPrivateKey(ecdsa);
    }
}
