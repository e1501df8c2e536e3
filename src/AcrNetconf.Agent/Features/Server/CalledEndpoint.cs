using AcrNetconf.Transports.CallHome;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>An endpoint of a client as the model has it.</summary>
/// <param name="Place">Name, protocol and address.</param>
/// <param name="Tls">How TLS is spoken there; null for SSH.</param>
internal sealed record CalledEndpoint(CallHomeEndpoint Place, TlsConfig? Tls);
