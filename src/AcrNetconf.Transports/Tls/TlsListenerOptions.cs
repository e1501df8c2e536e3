using System.Net;

namespace AcrNetconf.Transports.Tls;

/// <summary>A listener with settings of its own.</summary>
/// <param name="Address">Where; <c>[::]</c> accepts IPv4 as well.</param>
/// <param name="Parameters">How TLS is spoken there.</param>
public sealed record TlsListenerOptions(IPEndPoint Address, TlsParameters Parameters);
