using System.Net;
using System.Text;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh;
using AcrNetconf.Ssh.HostKeys;
using AcrNetconf.Transports.Listening;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>Binds endpoints and their host keys to listeners.</summary>
internal sealed class ListenersBinding : ComponentBinding<ListenersConfig>
{
    public const string ComponentName = "listeners";

    /// <summary>What the server offers to prove its identity with.</summary>
    private static readonly string[] Kinds = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"];

    private readonly ServerModel _model;
    private readonly IReadOnlyList<IPEndPoint> _given;
    private readonly Func<IReadOnlyList<SshListenerOptions>, ITransportChange> _prepare;

    /// <param name="model">The module.</param>
    /// <param name="given">Listeners of the command line.</param>
    /// <param name="prepare">Makes ready to listen at exactly these addresses beside them; throws <see cref="ListenRefusedException"/>.</param>
    public ListenersBinding(ServerModel model, IReadOnlyList<IPEndPoint> given, Func<IReadOnlyList<SshListenerOptions>, ITransportChange> prepare)
        : base(ComponentName, model.Endpoints)
    {
        _model = model;
        _given = given;
        _prepare = prepare;
        Read(model.LocalPort);
        Read(model.HostKey);
        Read(model.Passwords);
        Read(model.PrivateKey);
    }

    /// <inheritdoc/>
    protected override ListenersConfig? Bind(DataTree tree)
        => _model.EndpointsOf(tree).ToArray() is { Length: > 0 } endpoints ? new ListenersConfig([.. endpoints]) : null;

    /// <inheritdoc/>
    protected override Impact Assess(ListenersConfig? from, ListenersConfig? to) => Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<ListenersConfig> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(Prepare([.. change.To?.Endpoints ?? []]));

    private PrepareOutcome Prepare(IReadOnlyList<EndpointConfig> endpoints)
    {
        var wanted = new WantedAddresses<SshListenerOptions>(_given, _model.PathOf);
        foreach (var endpoint in endpoints)
        {
            var keys = new List<HostKey>();
            if (ReadKeys(endpoint, keys) is { } unreadable)
            {
                return PrepareOutcome.Refused(unreadable);
            }

            var methods = SshAuthMethods.PublicKey | (endpoint.AdmitsPasswords ? SshAuthMethods.Password | SshAuthMethods.KeyboardInteractive : 0);
            foreach (var address in endpoint.Addresses)
            {
                if (wanted.Add(endpoint.Name, address, new SshListenerOptions(address.EndPoint, methods, keys)) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return wanted.Prepare(_prepare);
    }

    private Violation? ReadKeys(EndpointConfig endpoint, List<HostKey> keys)
    {
        foreach (var config in endpoint.HostKeys)
        {
            var path = _model.PathOfKey(config.Name);
            if (!HostKey.TryRead(Encoding.UTF8.GetBytes(config.PrivateKey), out var key, out var error))
            {
                return new Violation("operation-failed", null, path, $"{path}: host key {config.Name} {error}");
            }

            if (!Kinds.Contains(key!.Algorithm)) // read, so it is there
            {
                return new Violation("operation-failed", null, path, $"{path}: host key {config.Name} is an {key.Algorithm} key, which the server does not offer ({string.Join(", ", Kinds)})");
            }

            if (keys.Exists(other => other.Algorithm == key.Algorithm))
            {
                path = _model.PathOfIdentity(endpoint.Name);
                return new Violation("operation-failed", null, path, $"{path}: endpoint {endpoint.Name} has two {key.Algorithm} keys");
            }

            keys.Add(key);
        }

        return null;
    }
}
