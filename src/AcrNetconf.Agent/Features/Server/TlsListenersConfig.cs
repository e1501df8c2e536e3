using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The TLS endpoints beside those of the command line.</summary>
/// <param name="Endpoints">In the order of the model; at least one.</param>
internal sealed record TlsListenersConfig(EquatableArray<TlsEndpointConfig> Endpoints);
