namespace AcrNetconf.Transports.Tls;

/// <summary>What a private key in DER is (private-key-format of RFC 9640).</summary>
public enum PrivateKeyFormat
{
    /// <summary>OneAsymmetricKey (RFC 5958), known as PKCS #8.</summary>
    OneAsymmetricKey,

    /// <summary>RSAPrivateKey (RFC 8017).</summary>
    Rsa,

    /// <summary>ECPrivateKey (RFC 5915).</summary>
    Ec,
}
