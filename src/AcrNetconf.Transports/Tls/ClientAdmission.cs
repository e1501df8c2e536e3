using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>Asks beforehand what a client's certificate would be told at the door.</summary>
public static class ClientAdmission
{
    /// <summary>Whether a client that shows these certificates would be let in as this user.</summary>
    /// <param name="parameters">How TLS would be spoken.</param>
    /// <param name="certificates">The client's certificate and those above it, in DER; at least one.</param>
    /// <param name="user">The user it is now.</param>
    /// <param name="now">The time that counts.</param>
    public static bool Admits(TlsParameters parameters, IReadOnlyList<ReadOnlyMemory<byte>> certificates, string user, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(certificates);
        X509Certificate2[] path = [.. certificates.Select(c => X509CertificateLoader.LoadCertificate(c.Span))];
        using var chain = new X509Chain { ChainPolicy = parameters.Trust.MakePolicy(now) };
        chain.ChainPolicy.ExtraStore.AddRange(path[1..]);
        chain.Build(path[0]);
        CertificateVerdict verdict = CertificateJudge.Judge(path[0], chain, parameters.Trust, parameters.CertToName, now);
        Array.ForEach(path, c => c.Dispose());
        return verdict is CertificateVerdict.Accepted accepted && accepted.User == user;
    }
}
