using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Ssh;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The acr-server module: listeners, limits, logging.</summary>
/// <param name="transport">The SSH server; bound before the first commit.</param>
/// <param name="apply">Puts limits in force.</param>
/// <param name="limits">The limits in force.</param>
/// <param name="level">The level of the journal.</param>
internal sealed class ServerFeature(SshServerTransport transport, Action<LimitsConfig> apply, Func<SessionLimits> limits, LogLevelSwitch level) : IFeature
{
    /// <inheritdoc/>
    public void Register(FeatureBuilder builder)
    {
        var model = new ServerModel(builder.Schema);
        builder.Implements(ServerModel.ModuleName)
            .Component(new LoggingBinding(model, level))
            .Component(new LimitsBinding(model, apply))
            .Component(new ListenersBinding(model, transport.Options.Listen, endpoints => transport.Prepare(transport.Options with { Endpoints = endpoints })))
            .State(new GivenEndpoints(builder.Schema, model, () => transport.Listeners))
            .State(new ServerState(builder.Schema, model, () => transport.Listeners, limits, level));
    }
}
