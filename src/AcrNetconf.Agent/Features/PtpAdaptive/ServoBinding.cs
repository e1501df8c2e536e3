using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Binds tuning and mode of the clock recovery to the servo.</summary>
internal sealed class ServoBinding : ComponentBinding<ServoSettings>
{
    public const string ComponentName = "servo";

    private readonly PtpAdaptiveModel _model;
    private readonly ClientController _client;
    private readonly LeafReader _mode;
    private readonly LeafReader _maximumFrequency;
    private readonly LeafReader _lockThreshold;
    private readonly LeafReader _window;
    private readonly LeafReader _holdoverTime;
    private readonly LeafReader _lockHoldTime;
    private readonly LeafReader _timeConstant;
    private readonly LeafReader _phaseStep;
    private readonly LeafReader _phaseSlew;

    public ServoBinding(PtpAdaptiveModel model, ClientController client)
        : base(ComponentName, InstancePath.Root.Append(model.Container))
    {
        _model = model;
        _client = client;
        foreach (var leaf in model.ExistenceLeafs)
        {
            Read(leaf);
        }

        _mode = Leaf("unicast-negotiate/mode");
        _maximumFrequency = Leaf("servo/maximum-frequency");
        _lockThreshold = Leaf("servo/lock-threshold");
        _window = Leaf("servo/window");
        _holdoverTime = Leaf("servo/holdover-time");
        _lockHoldTime = Leaf("servo/lock-hold-time");
        _timeConstant = Leaf("servo/time-constant");
        _phaseStep = Leaf("servo/phase-step-threshold");
        _phaseSlew = Leaf("servo/phase-slew-limit");
    }

    /// <inheritdoc/>
    protected override ServoSettings? Bind(DataTree tree)
        => _model.ActiveContainer(tree) is not { } root ? null : new ServoSettings
        {
            Mode = PtpAdaptiveModel.ServoModeOf(PtpAdaptiveModel.ModeOf(_mode.Text(root)!)), // has a default
            MaximumFrequencyPpb = _maximumFrequency.Number(root),
            LockThresholdPpb = _lockThreshold.Number(root),
            WindowSeconds = (int?)_window.Value(root)?.Number,
            HoldoverSeconds = (int)_holdoverTime.Number(root),
            LockHoldSeconds = (int)_lockHoldTime.Number(root),
            TimeConstantSeconds = (int?)_timeConstant.Value(root)?.Number,
            PhaseStepNanoseconds = _phaseStep.Number(root),
            PhaseSlewPpb = _phaseSlew.Number(root),
        };

    /// <inheritdoc/>
    protected override Impact Assess(ServoSettings? from, ServoSettings? to)
        => from is null || to is null || from.Mode != to.Mode ? Impact.Relock : Impact.Hitless;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<ServoSettings> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(_client.PrepareServo(change));

    private LeafReader Leaf(string path) => Read(_model.Leaf(path));
}
