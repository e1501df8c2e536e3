using System.Net.Security;
using System.Security.Cryptography;

namespace AcrNetconf.Transports.Tls;

/// <summary>Parameters that somebody can be served with, the server's certificate ready to be shown.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Identity">The certificate and those between it and its root.</param>
internal sealed record TlsDoor(TlsParameters Parameters, SslStreamCertificateContext Identity)
{
    /// <summary>Of the certificate shown.</summary>
    public TlsFingerprint Fingerprint { get; } = TlsFingerprint.Of(Identity.TargetCertificate);

    /// <exception cref="IOException">Nobody can be served with these; one sentence.</exception>
    public static TlsDoor Open(TlsParameters parameters)
    {
        if (parameters.Problem() is { } problem)
        {
            throw new IOException($"netconf-tls: {problem}");
        }

        try
        {
            // Offline: nothing is fetched to complete the chain. No problem: there is a certificate.
            return new TlsDoor(parameters, SslStreamCertificateContext.Create(parameters.Certificate!, [.. parameters.Intermediates], offline: true));
        }
        catch (CryptographicException exception)
        {
            throw new IOException($"netconf-tls: the server certificate cannot be used: {exception.Message}", exception);
        }
    }
}
