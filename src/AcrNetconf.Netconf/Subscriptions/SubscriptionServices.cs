using AcrNetconf.Datastores;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>What subscriptions have to work with; one per server.</summary>
internal sealed record SubscriptionServices(
    DatastoreSet Stores,
    OperationalState State,
    IAccessControl Access,
    EventStream Events,
    SubscriptionTable OldSubscriptions,
    SubscriptionRegistry Registry,
    PushHub Hub,
    TimeProvider Time)
{
    public SchemaContext Schema => Stores.Schema;
}
