using System.Collections.Immutable;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.AccessControl;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Operations.Commits;
using AcrNetconf.Netconf.Operations.Subscriptions;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Netconf.Subscriptions;
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
        var capabilities = new CapabilitySet(schema);
        var urls = new UrlFiles(schema.Serves(ProtocolFeatures.Url) ? options.UrlDirectory : null, options.Limits);
        var events = new EventStream(options.ReplayEvents, services.Time);
        var subscriptions = new SubscriptionTable(events, services.Time);
        var dynamic = new SubscriptionRegistry(schema);
        var nacm = schema.ServesModule("ietf-netconf-acm") ? new NacmAccess(services.Stores) : null;
        services.Coordinator.Guard = nacm;
        if (nacm is not null)
        {
            services.Coordinator.Protect(nacm);
        }

        IAccessControl access = nacm is null ? new FullAccess() : nacm;
        var sources = StateSources(services, sessions, capabilities, events, dynamic);
        var state = new OperationalState(nacm is null ? sources : sources.Add(nacm));
        var server = new ServerContext(
            options, services.Stores, services.Coordinator, services.Features, sessions, capabilities, access, urls, state, services.Time, services.Logger);
        var observer = new BaseNotifications(schema, events, subscriptions, dynamic);
        services.Coordinator.Observe(observer);
        services.Coordinator.Observe(new CommitNotifications(schema, events));
        Operation[] ofSubscriptions = [.. Subscriptions(server, events, subscriptions, dynamic)];
        var actions = new ActionOperation(dynamic.Configured is { } configured ? [configured.Reset] : []);
        var dispatcher = new RpcDispatcher(
            server, [.. AllOperations(schema, events, subscriptions, dynamic), .. ofSubscriptions, actions, .. CommitHandler.All(server).Select(h => new ModelOperation(h))], observer);
        return new NetconfServer(dispatcher, sessions, events, options.Limits, services.Time, services.Logger);
    }

    private static ImmutableArray<IStateSource> StateSources(
        NetconfServices services, SessionRegistry sessions, CapabilitySet capabilities, EventStream events, SubscriptionRegistry dynamic)
    {
        var schema = services.Stores.Schema;
        var sources = services.Features.Sources.ToBuilder();
        if (schema.ServesModule("ietf-yang-library"))
        {
            sources.Add(new YangLibraryState(schema));
        }

        if (schema.ServesModule("ietf-netconf-monitoring"))
        {
            sources.Add(new NetconfState(services.Stores, sessions, capabilities, services.Time));
        }

        if (schema.ServesModule("nc-notifications"))
        {
            sources.Add(new StreamsState(schema, events));
        }

        if (schema.ServesModule("ietf-subscribed-notifications"))
        {
            sources.Add(new SubscriptionState(schema, events, dynamic));
        }

        if (schema.ServesModule("ietf-notification-capabilities"))
        {
            sources.Add(new PushCapabilities(schema, node => services.Features.Sources.OfType<IObservableState>().Any(s => s.Provides.Contains(node))));
        }

        return sources.ToImmutable();
    }

    private static IEnumerable<Operation> Subscriptions(ServerContext server, EventStream events, SubscriptionTable old, SubscriptionRegistry dynamic)
    {
        if (!server.Schema.ServesModule("ietf-subscribed-notifications"))
        {
            yield break;
        }

        var hub = new PushHub(server.Stores, server.State, server.Logger);
        server.Coordinator.Observe(dynamic);
        server.Coordinator.Observe(hub);
        var services = new SubscriptionServices(server.Stores, server.State, server.Access, events, old, dynamic, hub, server.Time);
        if (ConfiguredSubscriptions.Create(services, server.Logger) is { } configured)
        {
            dynamic.Configured = configured;
            server.Coordinator.Observe(configured);
        }

        yield return new EstablishSubscriptionOperation(services);
        yield return new ModifySubscriptionOperation(services);
        yield return new EndSubscriptionOperation(isKill: false, services);
        yield return new EndSubscriptionOperation(isKill: true, services);
        if (server.Schema.ServesModule("ietf-yang-push"))
        {
            yield return new ResyncSubscriptionOperation(services);
        }
    }

    private static IEnumerable<Operation> AllOperations(SchemaContext schema, EventStream events, SubscriptionTable subscriptions, SubscriptionRegistry dynamic)
    {
        yield return new GetOperation(isConfig: false);
        yield return new GetOperation(isConfig: true);
        yield return new EditConfigOperation();
        yield return new CopyConfigOperation();
        yield return new DeleteConfigOperation();
        yield return new LockOperation(isLock: true);
        yield return new LockOperation(isLock: false);
        yield return new CommitOperation();
        yield return new DiscardChangesOperation();
        yield return new CloseSessionOperation();
        yield return new KillSessionOperation();
        if (schema.Serves(ProtocolFeatures.Validate))
        {
            yield return new ValidateOperation();
        }

        if (schema.Serves(ProtocolFeatures.ConfirmedCommit))
        {
            yield return new CancelCommitOperation();
        }

        if (schema.ServesModule("ietf-netconf-nmda"))
        {
            yield return new GetDataOperation(schema);
            yield return new EditDataOperation();
        }

        if (schema.ServesModule("ietf-nmda-compare"))
        {
            yield return new CompareOperation(schema);
        }

        if (schema.ServesModule("ietf-netconf-private-candidate"))
        {
            yield return new UpdateOperation();
        }

        if (schema.ServesModule("ietf-netconf-monitoring"))
        {
            yield return new GetSchemaOperation();
        }

        if (schema.ServesModule("ietf-netconf-partial-lock"))
        {
            yield return new PartialLockOperation();
            yield return new PartialUnlockOperation();
        }

        if (schema.ServesModule("notifications"))
        {
            yield return new CreateSubscriptionOperation(events, subscriptions, dynamic);
        }
    }
}
