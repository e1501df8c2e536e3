using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Transports.CallHome;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The clients to call home beside those of the command line.</summary>
/// <param name="Clients">In the order of the model; at least one.</param>
internal sealed record CallHomeConfig(EquatableArray<CalledClient> Clients);
