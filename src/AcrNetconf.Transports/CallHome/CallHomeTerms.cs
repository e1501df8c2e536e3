using AcrNetconf.Transports.Tls;

namespace AcrNetconf.Transports.CallHome;

/// <summary>What holds for one connection that called home.</summary>
/// <param name="Client">Name of the client it was made to, for the log.</param>
/// <param name="IdleTimeout">Silence that ends a session without subscription; null keeps the server's own limit.</param>
/// <param name="Tls">How TLS is spoken; null: as at the server's listeners.</param>
/// <param name="Dismissed">Cancelled when the client is to be served no more.</param>
public sealed record CallHomeTerms(string Client, TimeSpan? IdleTimeout, TlsParameters? Tls, CancellationToken Dismissed)
{
    /// <summary>Why a session ends whose client is configured no more.</summary>
    public const string DismissalReason = "its client is called home no more";
}
