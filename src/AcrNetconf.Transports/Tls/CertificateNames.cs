using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>The names a certificate gives its holder, written as RFC 7407 writes users.</summary>
internal static class CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string CommonName = "2.5.4.3";

    // RFC 5280 §4.2.1.6: GeneralName ::= CHOICE { rfc822Name [1], dNSName [2], iPAddress [7] ... }
    private static readonly Asn1Tag s_rfc822Name = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag s_dnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag s_ipAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>The name of that kind, or null.</summary>
    public static string? Find(X509Certificate2 certificate, CertificateMap map)
        => map == CertificateMap.CommonName
            ? FindCommonName(certificate)
            : Alternatives(certificate).Where(n => map == CertificateMap.SanAny || n.Kind == map).Select(n => n.Name).FirstOrDefault();

    private static string? FindCommonName(X509Certificate2 certificate)
    {
        // Several common names, or one beside another attribute in the same part, name nobody in particular.
        var names = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(r => !r.HasMultipleElements && r.GetSingleElementType().Value == CommonName)
            .Select(r => r.GetSingleElementValue())
            .ToArray();
        return names is [{ Length: > 0 } name] ? name : null;
    }

    private static List<(CertificateMap Kind, string Name)> Alternatives(X509Certificate2 certificate)
    {
        var names = new List<(CertificateMap, string)>();
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
        {
            return names;
        }

        try
        {
            AsnReader general = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (general.HasData)
            {
                if (Read(general) is { } name)
                {
                    names.Add(name);
                }
            }
        }
        catch (AsnContentException)
        {
            // What follows a name that cannot be read is not believed either.
        }

        return names;
    }

    private static (CertificateMap Kind, string Name)? Read(AsnReader general)
    {
        Asn1Tag tag = general.PeekTag();
        if (tag == s_rfc822Name)
        {
            string mail = general.ReadCharacterString(UniversalTagNumber.IA5String, s_rfc822Name);
            int at = mail.LastIndexOf('@');
            return (CertificateMap.SanRfc822Name, at < 0 ? mail : mail[..at] + mail[at..].ToLowerInvariant());
        }

        if (tag == s_dnsName)
        {
            return (CertificateMap.SanDnsName, general.ReadCharacterString(UniversalTagNumber.IA5String, s_dnsName).ToLowerInvariant());
        }

        if (tag == s_ipAddress)
        {
            byte[] octets = general.ReadOctetString(s_ipAddress);
            return octets.Length is 4 or 16 ? (CertificateMap.SanIpAddress, Write(new IPAddress(octets))) : null;
        }

        general.ReadEncodedValue();
        return null;
    }

    private static string Write(IPAddress address)
        => address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() : Convert.ToHexStringLower(address.GetAddressBytes());
}
