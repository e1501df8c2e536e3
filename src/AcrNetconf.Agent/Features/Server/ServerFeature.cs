using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The acr-server module: listeners with their keys and certificates, limits, logging.</summary>
/// <param name="transports">The ways in; bound before the first commit.</param>
/// <param name="apply">Puts limits in force.</param>
/// <param name="limits">The limits in force.</param>
/// <param name="level">The level of the journal.</param>
internal sealed class ServerFeature(TransportSet transports, Action<LimitsConfig> apply, Func<SessionLimits> limits, LogLevelSwitch level) : IFeature
{
    private IEnumerable<ListenerState> Listeners =>
    [
        .. transports.Ssh.Listeners.Select(l => new ListenerState("ssh", l.Address, l.HasOwnSettings, l.Fingerprints, null)),
        .. transports.Tls.Listeners.Select(l => new ListenerState("tls", l.Address, l.HasOwnSettings, [], l.Fingerprint?.Text)),
    ];

    /// <inheritdoc/>
    public void Register(FeatureBuilder builder)
    {
        var (ssh, tls, unix, callHome) = (transports.Ssh, transports.Tls, transports.Unix, transports.CallHome);
        var (givenUnix, givenClients) = (unix.Options, callHome.Options.Clients);
        var model = new ServerModel(builder.Schema);
        builder.Implements(ServerModel.ModuleName)
            .Component(new LoggingBinding(model, level))
            .Component(new LimitsBinding(model, apply))
            .Component(new ListenersBinding(model, ssh.Options.Listen, endpoints => ssh.Prepare(ssh.Options with { Endpoints = endpoints })))
            .Component(new TlsListenersBinding(model, tls.Options.Listen, endpoints => tls.Prepare(tls.Options with { Endpoints = endpoints })))
            .Component(new UnixBinding(model, givenUnix, new HostAccounts(), unix.Prepare))
            .Component(new CallHomeBinding(model, givenClients, callHome.Prepare))
            .State(new GivenEndpoints(builder.Schema, model, () => Listeners, givenUnix.Path, givenClients))
            .State(new ServerState(builder.Schema, model, () => Listeners, () => callHome.Clients, limits, level));
    }
}
