using System.Net;

namespace AcrNetconf.Transports.Tls;

/// <summary>A listener at this moment.</summary>
/// <param name="Address">Where, with the real port.</param>
/// <param name="HasOwnSettings">True for those with settings of their own.</param>
/// <param name="Fingerprint">Of the certificate shown there.</param>
public sealed record TlsListenerStatus(IPEndPoint Address, bool HasOwnSettings, TlsFingerprint? Fingerprint);
