using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Transports.CallHome;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A client to call home as the model has it.</summary>
/// <param name="Settings">All but its endpoints.</param>
/// <param name="Endpoints">Where it listens, in the order of the model; at least one.</param>
internal sealed record CalledClient(CallHomeClient Settings, EquatableArray<CalledEndpoint> Endpoints);
