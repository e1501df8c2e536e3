using AcrNetconf.Transports.Tls;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>An entry of cert-to-name as the model has it (RFC 7407 §4).</summary>
internal sealed record NameConfig(uint Id, string Fingerprint, CertificateMap Map, string? Name);
