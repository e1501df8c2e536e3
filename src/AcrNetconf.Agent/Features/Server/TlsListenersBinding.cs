using System.Net;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.Listening;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>Binds TLS endpoints, with the keys and certificates they name, to listeners.</summary>
internal sealed class TlsListenersBinding : ComponentBinding<TlsListenersConfig>
{
    public const string ComponentName = "tls-listeners";

    private readonly ServerModel _model;
    private readonly IReadOnlyList<IPEndPoint> _given;
    private readonly Func<IReadOnlyList<TlsListenerOptions>, ITransportChange> _prepare;
    private readonly TlsReader _reader;

    /// <param name="model">The module.</param>
    /// <param name="given">Listeners of the command line.</param>
    /// <param name="prepare">Makes ready to listen at exactly these addresses beside them; throws <see cref="ListenRefusedException"/>.</param>
    public TlsListenersBinding(ServerModel model, IReadOnlyList<IPEndPoint> given, Func<IReadOnlyList<TlsListenerOptions>, ITransportChange> prepare)
        : base(ComponentName, model.Path)
    {
        _model = model;
        _given = given;
        _prepare = prepare;
        _reader = new TlsReader(model.Store, model.TlsSection);
        Read(model.TlsTcp.LocalPort);
        foreach (var node in model.TlsSection.Reads)
        {
            Read(node);
        }

        foreach (var node in model.TlsSection.ReadsOfOthers)
        {
            Read(node, Impact.Hitless);
        }
    }

    /// <inheritdoc/>
    protected override TlsListenersConfig? Bind(DataTree tree)
        => _model.TlsEndpointsOf(tree).ToArray() is { Length: > 0 } endpoints ? new TlsListenersConfig([.. endpoints]) : null;

    /// <inheritdoc/>
    protected override Impact Assess(TlsListenersConfig? from, TlsListenersConfig? to) => Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<TlsListenersConfig> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(Prepare([.. change.To?.Endpoints ?? []]));

    private PrepareOutcome Prepare(IReadOnlyList<TlsEndpointConfig> endpoints)
    {
        var wanted = new WantedAddresses<TlsListenerOptions>(_given, (endpoint, address) => _model.TlsTcp.PathOf(_model.PathOfTls(endpoint), address));
        foreach (var endpoint in endpoints)
        {
            if (_reader.Read(_model.PathOfTls(endpoint.Name), endpoint.Tls, out var parameters) is { } unusable)
            {
                return PrepareOutcome.Refused(unusable);
            }

            foreach (var address in endpoint.Addresses)
            {
                if (wanted.Add(endpoint.Name, address, new TlsListenerOptions(address.EndPoint, parameters!)) is { } refusal) // usable: they are there
                {
                    return refusal;
                }
            }
        }

        return wanted.Prepare(_prepare);
    }
}
