using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>Binds time-outs and limits to the NETCONF server.</summary>
internal sealed class LimitsBinding : ComponentBinding<LimitsConfig>
{
    public const string ComponentName = "limits";

    private readonly ServerModel _model;
    private readonly Action<LimitsConfig> _apply;
    private readonly LeafReader _idle;
    private readonly LeafReader _hello;
    private readonly LeafReader _write;
    private readonly LeafReader _maxSessions;
    private readonly LeafReader _maxSessionsPerUser;

    /// <param name="model">The module.</param>
    /// <param name="apply">Puts limits in force over those of the command line; never fails.</param>
    public LimitsBinding(ServerModel model, Action<LimitsConfig> apply)
        : base(ComponentName, model.Path)
    {
        _model = model;
        _apply = apply;
        _idle = Read(model.Leaf("listen/idle-timeout"));
        _hello = Read(model.Leaf("limits/hello-timeout"));
        _write = Read(model.Leaf("limits/write-timeout"));
        _maxSessions = Read(model.Leaf("limits/max-sessions"));
        _maxSessionsPerUser = Read(model.Leaf("limits/max-sessions-per-user"));
    }

    /// <inheritdoc/>
    protected override LimitsConfig? Bind(DataTree tree)
    {
        var root = _model.Root(tree);
        var limits = new LimitsConfig(
            _idle.Value(root)?.Number, _hello.Value(root)?.Number, _write.Value(root)?.Number, _maxSessions.Value(root)?.Number, _maxSessionsPerUser.Value(root)?.Number);
        return limits == LimitsConfig.None ? null : limits;
    }

    /// <inheritdoc/>
    protected override Impact Assess(LimitsConfig? from, LimitsConfig? to) => Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<LimitsConfig> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(PrepareOutcome.Ready(new Swap(() => _apply(change.To ?? LimitsConfig.None))));
}
