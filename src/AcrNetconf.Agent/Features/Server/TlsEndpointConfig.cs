using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A TLS endpoint as the model has it.</summary>
/// <param name="Name">Name of the entry.</param>
/// <param name="Addresses">Where it listens.</param>
/// <param name="Tls">How TLS is spoken there.</param>
internal sealed record TlsEndpointConfig(string Name, EquatableArray<ListenAddress> Addresses, TlsConfig Tls);
