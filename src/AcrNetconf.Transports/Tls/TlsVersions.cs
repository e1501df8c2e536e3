namespace AcrNetconf.Transports.Tls;

/// <summary>Versions of TLS a server speaks; older ones never (RFC 9325 §3.1.1).</summary>
public enum TlsVersions
{
    /// <summary>TLS 1.2 and 1.3.</summary>
    Tls12AndTls13,

    /// <summary>TLS 1.3.</summary>
    Tls13,

    /// <summary>TLS 1.2.</summary>
    Tls12,
}
