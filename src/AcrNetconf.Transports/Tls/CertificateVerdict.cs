namespace AcrNetconf.Transports.Tls;

/// <summary>What the server makes of a client's certificate.</summary>
internal abstract record CertificateVerdict
{
    /// <summary>The certificate is good and names a user.</summary>
    /// <param name="User">The NETCONF username.</param>
    /// <param name="Entry">The cert-to-name entry that named it.</param>
    public sealed record Accepted(string User, uint Entry) : CertificateVerdict;

    /// <summary>The connection must be closed.</summary>
    /// <param name="Reason">One sentence for the log; the peer gets an alert only.</param>
    public sealed record Refused(string Reason) : CertificateVerdict;
}
