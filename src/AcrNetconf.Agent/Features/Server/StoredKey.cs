using AcrNetconf.Transports.Tls;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A private key of keystore with one of its certificates.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="Format">What the key is.</param>
/// <param name="Key">The key in base64. Never logged.</param>
/// <param name="Certificate">Name of the certificate.</param>
/// <param name="Data">The certificate in base64.</param>
internal sealed record StoredKey(string Name, PrivateKeyFormat Format, string Key, string Certificate, string Data)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Certificate}";
}
