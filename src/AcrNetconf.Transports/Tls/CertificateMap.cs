namespace AcrNetconf.Transports.Tls;

/// <summary>How a matching certificate names its user: the cert-to-name identities of RFC 7407 (ietf-x509-cert-to-name).</summary>
public enum CertificateMap
{
    /// <summary>The entry gives the name.</summary>
    Specified,

    /// <summary>The rfc822Name of the subjectAltName, host part in lower case.</summary>
    SanRfc822Name,

    /// <summary>The dNSName of the subjectAltName in lower case.</summary>
    SanDnsName,

    /// <summary>The iPAddress of the subjectAltName: IPv4 dotted, IPv6 as 32 hexadecimal digits.</summary>
    SanIpAddress,

    /// <summary>The first subjectAltName of one of the three kinds.</summary>
    SanAny,

    /// <summary>The common name of the subject.</summary>
    CommonName,
}
