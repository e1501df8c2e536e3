using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.Unix;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>Binds the Unix socket behind the system's sshd.</summary>
internal sealed class UnixBinding : ComponentBinding<UnixConfig>
{
    public const string ComponentName = "unix";

    private readonly ServerModel _model;
    private readonly UnixServerOptions _given;
    private readonly IHostNames _names;
    private readonly Func<UnixServerOptions, ITransportChange> _prepare;

    /// <param name="model">The module.</param>
    /// <param name="given">What the command line says.</param>
    /// <param name="names">Users and groups of the host.</param>
    /// <param name="prepare">Makes ready to serve by these options; throws an IOException with a sentence.</param>
    public UnixBinding(ServerModel model, UnixServerOptions given, IHostNames names, Func<UnixServerOptions, ITransportChange> prepare)
        : base(ComponentName, model.Endpoints)
    {
        _model = model;
        _given = given;
        _names = names;
        _prepare = prepare;
        Read(model.Unix.Path);
        Read(model.Unix.Group);
        Read(model.Unix.TrustedUser);
        Read(model.Unix.TrustedGroup);
    }

    /// <inheritdoc/>
    protected override UnixConfig? Bind(DataTree tree) => _model.UnixEndpointsOf(tree).FirstOrDefault();

    /// <inheritdoc/>
    protected override Impact Assess(UnixConfig? from, UnixConfig? to) => Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<UnixConfig> change, CancellationToken cancellationToken) => ValueTask.FromResult(Prepare(change.To));

    private PrepareOutcome Prepare(UnixConfig? wanted)
    {
        if (wanted is not null && _given.Path is { } taken)
        {
            return Refused("in-use", wanted, $"the command line has the socket {taken}, and there is one only");
        }

        try
        {
            var change = _prepare(wanted is null ? _given : Options(wanted));
            return PrepareOutcome.Ready(new Swap(change.Apply, change.Dispose));
        }
        catch (IOException refusal)
        {
            return wanted is null
                ? PrepareOutcome.Refused(new Violation("operation-failed", null, _model.Endpoints, $"{_model.Endpoints}: {refusal.Message}"))
                : Refused("operation-failed", wanted, refusal.Message);
        }
    }

    private UnixServerOptions Options(UnixConfig wanted) => _given with
    {
        Path = wanted.Path,
        Group = wanted.Group is { } group ? Group(group) : null,
        TrustedUsers = [.. wanted.TrustedUsers.Select(user => _names.UserId(user) ?? throw new IOException($"the host has no user {user}"))],
        TrustedGroups = [.. wanted.TrustedGroups.Select(Group)],
    };

    private uint Group(string name) => _names.GroupId(name) ?? throw new IOException($"the host has no group {name}");

    private PrepareOutcome Refused(string tag, UnixConfig wanted, string sentence)
    {
        var path = _model.PathOf(wanted.Endpoint).Append(_model.Unix.Container);
        return PrepareOutcome.Refused(new Violation(tag, null, path, $"{path}: {sentence}"));
    }
}
