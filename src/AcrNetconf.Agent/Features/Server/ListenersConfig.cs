using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The endpoints beside those of the command line.</summary>
/// <param name="Endpoints">In the order of the model; at least one.</param>
internal sealed record ListenersConfig(EquatableArray<EndpointConfig> Endpoints);
