namespace AcrNetconf.Transports.Tls;

/// <summary>What one TLS connection holds on to, whatever is reconfigured meanwhile.</summary>
/// <param name="Options">The options it began with.</param>
/// <param name="Door">How TLS is spoken on it.</param>
/// <param name="Caller">What holds when it called home; null for others.</param>
internal sealed record TlsTerms(TlsServerOptions Options, TlsDoor Door, CallHome.CallHomeTerms? Caller);
