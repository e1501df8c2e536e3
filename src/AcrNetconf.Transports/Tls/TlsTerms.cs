using System.Net.Security;

namespace AcrNetconf.Transports.Tls;

/// <summary>What one TLS connection holds on to, whatever is reconfigured meanwhile.</summary>
/// <param name="Options">The options it began with.</param>
/// <param name="Identity">The server's certificate, ready to be shown.</param>
/// <param name="IdleTimeout">Of a connection that called home; null for others.</param>
internal sealed record TlsTerms(TlsServerOptions Options, SslStreamCertificateContext Identity, TimeSpan? IdleTimeout);
