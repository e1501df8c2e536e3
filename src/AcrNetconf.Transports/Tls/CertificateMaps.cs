namespace AcrNetconf.Transports.Tls;

/// <summary>Names of the kinds of <see cref="CertificateMap"/> that find the name in the certificate, as ietf-x509-cert-to-name writes them.</summary>
public static class CertificateMaps
{
    private static readonly Dictionary<string, CertificateMap> s_byName = new()
    {
        ["san-rfc822-name"] = CertificateMap.SanRfc822Name,
        ["san-dns-name"] = CertificateMap.SanDnsName,
        ["san-ip-address"] = CertificateMap.SanIpAddress,
        ["san-any"] = CertificateMap.SanAny,
        ["common-name"] = CertificateMap.CommonName,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => s_byName.Keys;

    /// <summary>False: there is no such kind.</summary>
    public static bool TryParse(string name, out CertificateMap map) => s_byName.TryGetValue(name, out map);
}
