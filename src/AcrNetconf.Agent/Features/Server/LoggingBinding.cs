using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>Binds the level of the journal.</summary>
internal sealed class LoggingBinding : ComponentBinding<LoggingConfig>
{
    public const string ComponentName = "logging";

    private readonly ServerModel _model;
    private readonly LogLevelSwitch _level;
    private readonly LeafReader _configured;

    public LoggingBinding(ServerModel model, LogLevelSwitch level)
        : base(ComponentName, model.Path)
    {
        _model = model;
        _level = level;
        _configured = Read(model.Leaf("logging/level"));
    }

    /// <inheritdoc/>
    protected override LoggingConfig? Bind(DataTree tree)
        => _configured.Text(_model.Root(tree)) is { } name ? new LoggingConfig(Enum.Parse<LogLevel>(name, ignoreCase: true)) : null; // the model has its names

    /// <inheritdoc/>
    protected override Impact Assess(LoggingConfig? from, LoggingConfig? to) => Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<LoggingConfig> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(PrepareOutcome.Ready(new Swap(() => _level.Configure(change.To?.Level))));
}
