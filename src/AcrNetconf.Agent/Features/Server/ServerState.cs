using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>/netconf-server/state: listeners, calls to clients, limits and log level in force.</summary>
internal sealed class ServerState(
    SchemaContext schema,
    ServerModel model,
    Func<IEnumerable<ListenerState>> listeners,
    Func<IEnumerable<CallHomeStatus>> calls,
    Func<SessionLimits> limits,
    LogLevelSwitch level) : IStateSource
{
    /// <inheritdoc/>
    public IReadOnlyCollection<SchemaNode> Provides => [model.Container];

    /// <inheritdoc/>
    public DataBranch Contribute(DataBranch root)
    {
        var state = new TreeBuilder(schema, model.State);
        foreach (var listener in listeners())
        {
            state.Enter("listener")
                .Leaf("local-address", listener.Address.Address.ToString())
                .Leaf("local-port", listener.Address.Port)
                .Leaf("origin", listener.IsConfigured ? "configuration" : "command-line")
                .Leaf("transport", listener.Transport);
            foreach (var fingerprint in listener.HostKeys)
            {
                state.Leaf("host-key-fingerprint", fingerprint);
            }

            if (listener.Certificate is { } certificate)
            {
                state.Leaf("certificate-fingerprint", certificate);
            }

            state.Exit();
        }

        foreach (var call in calls())
        {
            Write(state.Enter("called-client"), call);
            state.Exit();
        }

        var inForce = limits();
        state.Leaf("idle-timeout", inForce.IdleTimeout == Timeout.InfiniteTimeSpan ? 0 : Seconds(inForce.IdleTimeout))
            .Leaf("hello-timeout", Seconds(inForce.HelloTimeout))
            .Leaf("write-timeout", Seconds(inForce.WriteTimeout))
            .Leaf("max-sessions", inForce.MaxSessions)
            .Leaf("max-sessions-per-user", inForce.MaxSessionsPerUser)
            .Leaf("log-level", level.Level.ToString().ToLowerInvariant());
        return root.With((root.Find(model.Container) ?? ContainerNode.Empty(model.Container)).With(state.Build()));
    }

    private static void Write(TreeBuilder entry, CallHomeStatus call)
    {
        entry.Leaf("name", call.Client)
            .Leaf("phase", call.Phase.ToString().ToLowerInvariant())
            .Leaf("endpoint", call.Endpoint.Name)
            .Leaf("connections", call.Connections)
            .Leaf("failures", call.Failures)
            .LeafIfAny("next-call", call.NextCall is { } next ? DateAndTime.Milliseconds(next) : null)
            .LeafIfAny("last-end", call.LastEnd);
    }

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;
}
