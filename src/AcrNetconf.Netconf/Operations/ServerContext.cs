using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Schema;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Operations;

/// <summary>What operations have to work with; one per server.</summary>
internal sealed record ServerContext(
    NetconfOptions Options,
    DatastoreSet Stores,
    CommitCoordinator Coordinator,
    FeatureCatalog Features,
    SessionRegistry Sessions,
    CapabilitySet Capabilities,
    IAccessControl Access,
    UrlFiles Urls,
    OperationalState State,
    TimeProvider Time,
    ILogger Logger)
{
    public SchemaContext Schema => Stores.Schema;
}
