using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>/netconf-server/state: listeners, limits and log level in force.</summary>
internal sealed class ServerState(
    SchemaContext schema, ServerModel model, Func<IEnumerable<ListenerState>> listeners, Func<SessionLimits> limits, LogLevelSwitch level) : IStateSource
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

        var inForce = limits();
        state.Leaf("idle-timeout", inForce.IdleTimeout == Timeout.InfiniteTimeSpan ? 0 : Seconds(inForce.IdleTimeout))
            .Leaf("hello-timeout", Seconds(inForce.HelloTimeout))
            .Leaf("write-timeout", Seconds(inForce.WriteTimeout))
            .Leaf("max-sessions", inForce.MaxSessions)
            .Leaf("max-sessions-per-user", inForce.MaxSessionsPerUser)
            .Leaf("log-level", level.Level.ToString().ToLowerInvariant());
        return root.With((root.Find(model.Container) ?? ContainerNode.Empty(model.Container)).With(state.Build()));
    }

    private static long Seconds(TimeSpan time) => (long)time.TotalSeconds;
}
