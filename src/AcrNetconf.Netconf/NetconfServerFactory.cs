using System.Collections.Immutable;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf;

/// <summary>Puts a NETCONF server together.</summary>
/// <remarks>
/// <code>
/// var netconf = NetconfServerFactory.Create(services, options);   // before services.Coordinator is started
/// await transport.RunAsync(netconf, stop);
/// netconf.Events.Publish(notification);
/// </code>
/// What the schema implements decides what is served: without ietf-netconf-monitoring no netconf-state, without ietf-yang-library no library.
/// </remarks>
public static class NetconfServerFactory
{
    public static NetconfServer Create(NetconfServices services, NetconfOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var schema = services.Stores.Schema;
        var sessions = new SessionRegistry();
        var capabilities = new CapabilitySet(schema, options);
        var events = new EventStream(options.ReplayEvents, services.Time);
        var subscriptions = new SubscriptionTable(events);
        var nacm = IsServed(schema, "ietf-netconf-acm") ? new NacmAccess(services.Stores) : null;
        services.Coordinator.Guard = nacm;
        IAccessControl access = nacm is null ? new FullAccess() : nacm;
        var sources = StateSources(services, sessions, capabilities, events);
        var state = new OperationalState(nacm is null ? sources : sources.Add(nacm));
        var server = new ServerContext(
            options, services.Stores, services.Coordinator, services.Features, sessions, capabilities, access, state, services.Time, services.Logger);
        var observer = new BaseNotifications(schema, events, subscriptions);
        services.Coordinator.Observe(observer);
        var dispatcher = new RpcDispatcher(server, AllOperations(schema, events, subscriptions), observer);
        return new NetconfServer(dispatcher, sessions, events, options.Limits, services.Time, services.Logger);
    }

    private static ImmutableArray<IStateSource> StateSources(
        NetconfServices services, SessionRegistry sessions, CapabilitySet capabilities, EventStream events)
    {
        var schema = services.Stores.Schema;
        var sources = services.Features.Sources.ToBuilder();
        if (IsServed(schema, "ietf-yang-library"))
        {
            sources.Add(new YangLibraryState(schema));
        }

        if (IsServed(schema, "ietf-netconf-monitoring"))
        {
            sources.Add(new NetconfState(services.Stores, sessions, capabilities, services.Time));
        }

        if (IsServed(schema, "nc-notifications"))
        {
            sources.Add(new StreamsState(schema, events));
        }

        return sources.ToImmutable();
    }

    private static IEnumerable<Operation> AllOperations(SchemaContext schema, EventStream events, SubscriptionTable subscriptions)
    {
        yield return new GetOperation(isConfig: false);
        yield return new GetOperation(isConfig: true);
        yield return new EditConfigOperation();
        yield return new CopyConfigOperation();
        yield return new DeleteConfigOperation();
        yield return new LockOperation(isLock: true);
        yield return new LockOperation(isLock: false);
        yield return new ValidateOperation();
        yield return new CommitOperation();
        yield return new CancelCommitOperation();
        yield return new DiscardChangesOperation();
        yield return new CloseSessionOperation();
        yield return new KillSessionOperation();
        if (IsServed(schema, "ietf-netconf-monitoring"))
        {
            yield return new GetSchemaOperation();
        }

        if (IsServed(schema, "notifications"))
        {
            yield return new CreateSubscriptionOperation(events, subscriptions);
        }
    }

    private static bool IsServed(SchemaContext schema, string module) => schema.FindModule(module) is { IsImplemented: true };
}
