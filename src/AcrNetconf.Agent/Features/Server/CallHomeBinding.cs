using System.Collections.Immutable;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>Binds clients to call home.</summary>
internal sealed class CallHomeBinding : ComponentBinding<CallHomeConfig>
{
    public const string ComponentName = "call-home";

    private readonly CallHomeModel _model;
    private readonly ImmutableArray<CallHomeClient> _given;
    private readonly Func<CallHomeOptions, ITransportChange> _prepare;
    private readonly TlsReader _reader;

    // What equal settings became last time: a client whose settings stay keeps its very parameters, and is left alone.
    private Dictionary<TlsConfig, TlsParameters> _known = [];

    /// <param name="model">The module.</param>
    /// <param name="given">Clients of the command line.</param>
    /// <param name="prepare">Makes ready to call these and no others; throws an IOException with a sentence.</param>
    public CallHomeBinding(ServerModel model, ImmutableArray<CallHomeClient> given, Func<CallHomeOptions, ITransportChange> prepare)
        : base(ComponentName, model.Path)
    {
        _model = model.CallHome;
        _given = given;
        _prepare = prepare;
        _reader = new TlsReader(model.Store, _model.TlsSection);
        foreach (var reader in _model.Reads)
        {
            Read(reader);
        }

        foreach (var node in _model.TlsSection.Reads)
        {
            Read(node);
        }

        foreach (var node in _model.TlsSection.ReadsOfOthers)
        {
            Read(node, Impact.Hitless);
        }
    }

    /// <inheritdoc/>
    protected override CallHomeConfig? Bind(DataTree tree) => _model.Clients(tree).ToArray() is { Length: > 0 } clients ? new CallHomeConfig([.. clients]) : null;

    /// <inheritdoc/>
    protected override Impact Assess(CallHomeConfig? from, CallHomeConfig? to) => Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<CallHomeConfig> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(Prepare([.. change.To?.Clients ?? []]));

    private PrepareOutcome Prepare(IReadOnlyList<CalledClient> wanted)
    {
        var known = new Dictionary<TlsConfig, TlsParameters>();
        var clients = _given;
        foreach (var one in wanted)
        {
            if (_given.Any(given => given.Name == one.Settings.Name))
            {
                return Refused("in-use", one, $"{one.Settings.Name} is a client of the command line");
            }

            if (Read(one, known, out var client) is { } unusable)
            {
                return PrepareOutcome.Refused(unusable);
            }

            if (client!.Problem() is { } problem) // usable: it is there
            {
                return Refused("operation-failed", one, $"client {client.Name} {problem}");
            }

            clients = clients.Add(client);
        }

        try
        {
            var change = _prepare(new CallHomeOptions { Clients = clients });
            return PrepareOutcome.Ready(new Swap(
                () =>
                {
                    _known = known;
                    change.Apply();
                },
                change.Dispose));
        }
        catch (IOException refusal)
        {
            return PrepareOutcome.Refused(new Violation("operation-failed", null, _model.Path, $"{_model.Path}: {refusal.Message}"));
        }
    }

    private Violation? Read(CalledClient wanted, Dictionary<TlsConfig, TlsParameters> known, out CallHomeClient? client)
    {
        client = null;
        var endpoints = ImmutableArray.CreateBuilder<CallHomeEndpoint>();
        foreach (var (place, tls) in wanted.Endpoints)
        {
            if (tls is null)
            {
                endpoints.Add(place);
                continue;
            }

            if (!_known.TryGetValue(tls, out var parameters)
                && _reader.Read(_model.PathOfTls(wanted.Settings.Name, place.Name), tls, out parameters) is { } unusable)
            {
                return unusable;
            }

            known[tls] = parameters!; // usable: they are there
            endpoints.Add(place with { Tls = parameters });
        }

        client = wanted.Settings with { Endpoints = endpoints.ToImmutable() };
        return null;
    }

    private PrepareOutcome Refused(string tag, CalledClient client, string sentence)
    {
        var path = _model.PathOf(client.Settings.Name);
        return PrepareOutcome.Refused(new Violation(tag, null, path, $"{path}: {sentence}"));
    }
}
