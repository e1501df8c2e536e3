using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf;

/// <summary>What a NETCONF server stands on.</summary>
/// <param name="Stores">Datastores it serves.</param>
/// <param name="Coordinator">Their writer; not started yet, because the server observes it.</param>
/// <param name="Features">State and operations behind the model.</param>
/// <param name="Time">The clock of timeouts and event times.</param>
/// <param name="Logger">Journal and audit.</param>
public sealed record NetconfServices(DatastoreSet Stores, CommitCoordinator Coordinator, FeatureCatalog Features, TimeProvider Time, ILogger Logger);
