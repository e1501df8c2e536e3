namespace AcrNetconf.Transports.Tls;

/// <summary>One entry of the cert-to-name list (RFC 7407 §4).</summary>
/// <param name="Id">Entries are tried in the order of their numbers.</param>
/// <param name="Fingerprint">Of the client's certificate, or of one that vouches for it.</param>
/// <param name="Map">How the name is found.</param>
/// <param name="Name">The name, only for <see cref="CertificateMap.Specified"/>.</param>
public sealed record CertToName(uint Id, TlsFingerprint Fingerprint, CertificateMap Map, string? Name = null);
