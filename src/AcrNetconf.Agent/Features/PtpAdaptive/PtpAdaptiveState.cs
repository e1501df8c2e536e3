using System.Globalization;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Servo.Monitoring;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Fills /ptp-adaptive/state from the client's immutable status; never blocks.</summary>
internal sealed class PtpAdaptiveState : IObservableState
{
    private readonly SchemaContext _schema;
    private readonly PtpAdaptiveModel _model;
    private readonly ContainerSchema _state;
    private readonly Func<DriverStatus?> _status;
    private readonly Func<RecordingStatus?> _recording;
    private volatile Built? _built;

    /// <param name="schema">The schema.</param>
    /// <param name="model">Its nodes.</param>
    /// <param name="status">The running client's; null when there is none.</param>
    /// <param name="recording">The recording in progress or the last one; null for none.</param>
    public PtpAdaptiveState(SchemaContext schema, PtpAdaptiveModel model, Func<DriverStatus?> status, Func<RecordingStatus?> recording)
    {
        _recording = recording;
        _schema = schema;
        _model = model;
        _status = status;
        _state = (ContainerSchema)model.Container.DataChildren.First(c => c.Name == "state");
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<SchemaNode> Provides => [_model.Container];

    /// <inheritdoc/>
    public object Version => Current();

    /// <summary>Who is told of changes; set by <see cref="Observe"/>.</summary>
    public Action? Changed { get; private set; }

    /// <inheritdoc/>
    public void Observe(Action changed) => Changed += changed;

    /// <inheritdoc/>
    public DataBranch Contribute(DataBranch root)
    {
        var container = root.Find(_model.Container) ?? ContainerNode.Empty(_model.Container);
        return root.With(container.With(Current().State));
    }

    /// <summary>The state of now, built once for each status.</summary>
    private Built Current()
    {
        var (status, recording) = (_status(), _recording());
        var built = _built;
        if (built is null || !ReferenceEquals(built.Status, status) || !ReferenceEquals(built.Recording, recording))
        {
            // Two threads may build the same at once; either result will do.
            _built = built = new Built(status, recording, Build(status, recording));
        }

        return built;
    }

    private DataBranch Build(DriverStatus? status, RecordingStatus? recording)
    {
        var builder = new TreeBuilder(_schema, _state);
        if (status is null)
        {
            builder.Leaf("current-state", "none").Leaf("current-trace-source", "local").Leaf("frequency-locked", false)
                .Enter("servo").Leaf("state", "free-run").Exit()
                .Enter("clock").Leaf("timestamping", "none").Exit();
            Recording(builder, recording);
            return builder.Build();
        }

        var slave = status.Slave;
        builder.Leaf("current-state", "slave")
            .Leaf("effective-domain", slave.EffectiveDomain)
            .Leaf("current-trace-source", Names.TraceSource(slave.TraceSource))
            .Leaf("trace-source-since", DateAndTime.Milliseconds(status.WallClock(slave.TraceSince)))
            .Leaf("trace-source-cause", Names.Sentence(slave.TraceCause))
            .LeafIfAny("manual-switch", Text(slave.ManualSwitch))
            .Leaf("frequency-locked", slave.Servo.State == ServoState.Locked)
            .Leaf("output-quality-level", Names.Of(slave.OutputQuality))
            .Leaf("squelched", slave.IsSquelched)
            .Leaf("source-changes", slave.SourceChanges)
            .Leaf("restarts", slave.Restarts);
        Servo(builder, status);
        Clock(builder, status);
        Recording(builder, recording);
        Intervals(builder, slave);
        foreach (var server in slave.Servers)
        {
            Server(builder, status, server);
        }

        Drops(builder, slave.UnattributedDrops.Concat(slave.Servers.SelectMany(s => s.Packets.Drops)));
        Transitions(builder, status);
        return builder.Build();
    }

    private static void Servo(TreeBuilder builder, DriverStatus status)
    {
        var slave = status.Slave;
        var servo = slave.Servo;

        // The servo counts on the steered clock; operators want wall-clock time, which the remembered event has.
        var entered = slave.Transitions.LastOrDefault(t => t.Event is PtpEvent.ServoChanged);
        builder.Enter("servo")
            .Leaf("state", Names.Of(servo.State))
            .LeafIfAny("since", entered is null ? null : DateAndTime.Milliseconds(status.WallClock(entered.Event.At)))
            .Leaf("frequency-offset", Decimal(servo.FrequencyPpb))
            .LeafIfAny("frequency-uncertainty", servo.FrequencyUncertaintyPpb is { } uncertainty ? Decimal(uncertainty) : null)
            .LeafIfAny("phase-offset", Text(servo.Offset?.Nanoseconds))
            .LeafIfAny("floor-delay", Text(servo.FloorDelay?.Nanoseconds))
            .LeafIfAny("delay-variation", Text(servo.DelayVariation?.Nanoseconds))
            .Leaf("estimator", servo.Estimator)
            .Leaf("estimator-reason", Names.Reason(servo))
            .Leaf("window", (long)servo.WindowSeconds)
            .Leaf("floor-steps", servo.FloorSteps)
            .Leaf("resets", slave.ServoResets)
            .Leaf("samples", servo.ForwardSamples + servo.ReverseSamples);
        FloorPackets(builder, "forward", servo.ForwardFloorPackets);
        FloorPackets(builder, "reverse", servo.ReverseFloorPackets);
        Wander(builder, "packet", servo.PacketWander);
        Wander(builder, "output", servo.OutputWander);
        builder.Enter("seconds")
            .Leaf("free-run", (long)servo.TimeInState.FreeRun)
            .Leaf("acquiring", (long)servo.TimeInState.Acquiring)
            .Leaf("locked", (long)servo.TimeInState.Locked)
            .Leaf("holdover", (long)servo.TimeInState.Holdover)
            .Exit()
            .Exit();
    }

    private static void FloorPackets(TreeBuilder builder, string direction, FloorPackets? window)
    {
        if (window is { } packets)
        {
            builder.Enter("floor-packets")
                .Leaf("direction", direction)
                .Leaf("count", packets.Count)
                .Leaf("rate", Decimal(packets.Rate))
                .Leaf("percentage", Decimal(packets.Percentage))
                .Exit();
        }
    }

    private static void Wander(TreeBuilder builder, string clock, IEnumerable<WanderPoint> points)
    {
        foreach (var point in points)
        {
            builder.Enter("wander")
                .Leaf("clock", clock)
                .Leaf("interval", point.Seconds)
                .Leaf("mtie", (long)Math.Round(point.Mtie))
                .LeafIfAny("tdev", point.Tdev is { } tdev ? Text((long)Math.Round(tdev)) : null)
                .Exit();
        }
    }

    private static void Clock(TreeBuilder builder, DriverStatus status)
        => builder.Enter("clock")
            .Leaf("name", status.ClockName)
            .Leaf("timestamping", status.Plan.Mode == TimestampMode.Hardware ? "hardware" : "software")
            .Leaf("interface", status.Plan.Capabilities.Device)
            .Leaf("hardware-transmit", status.Plan.Capabilities.HardwareTransmit)
            .Leaf("hardware-receive", status.Plan.Capabilities.HardwareReceive)
            .LeafIfAny("hardware-clock", status.Plan.Capabilities.PhcIndex is { } phc ? PhcClock.PathOf(phc) : null)
            .LeafIfAny("hardware-failure", status.Plan.Capabilities.Disproved)
            .Leaf("missing-transmit-timestamps", status.Slave.Servers.Sum(s => s.Packets.MissingTransmitTimestamps))
            .Leaf("dropped-datagrams", status.QueueDrops + status.Socket.KernelDrops)
            .Exit();

    private static void Recording(TreeBuilder builder, RecordingStatus? recording)
    {
        if (recording is null)
        {
            return;
        }

        builder.Enter("recording")
            .Leaf("running", recording.Ended is null)
            .Leaf("file", recording.File)
            .Leaf("server-id", recording.ServerId)
            .Leaf("started", DateAndTime.Milliseconds(recording.Started))
            .LeafIfAny("end-reason", recording.Ended is { } end ? Names.Kebab(end.ToString()) : null)
            .Leaf("samples", recording.Samples)
            .Leaf("dropped", recording.Dropped)
            .Leaf("octets", recording.Octets)
            .Exit();
    }

    private static void Intervals(TreeBuilder builder, TelecomSlaveStatus slave)
    {
        if (slave.Servers.Count == 0)
        {
            return;
        }

        var server = slave.Servers[0];
        builder.Enter("intervals")
            .Leaf("announce", server.Announce.Requested.Interval.Log2Seconds)
            .Leaf("sync", server.Sync.Requested.Interval.Log2Seconds)
            .Leaf("delay-resp", server.DelayResp.Requested.Interval.Log2Seconds)
            .Exit();
    }

    private static void Server(TreeBuilder builder, DriverStatus status, ServerStatus server)
    {
        builder.Enter("server")
            .Leaf("server-id", server.Id)
            .Leaf("ip-address", server.Address.ToString())
            .Leaf("is-current-trace-source", server.IsTraced)
            .Leaf("negotiation-state", Names.Of(server.NegotiationState))
            .Leaf("error-reason", Names.Of(server.LastError))
            .Leaf("since", DateAndTime.Milliseconds(status.WallClock(server.NegotiationSince)))
            .LeafIfAny("clock-identity", server.Identity is { } port ? Identity(port.Clock) : null)
            .LeafIfAny("port-number", Text(server.Identity?.Port))
            .LeafIfAny("two-step", server.TwoStep is { } twoStep ? twoStep ? "true" : "false" : null)
            .Leaf("quality-level", Names.Of(server.QualityLevel))
            .Leaf("priority", server.Priority)
            .Leaf("wait-to-restore-remaining", Seconds(server.WaitToRestoreRemaining))
            .Leaf("is-qualified", server.IsQualified)
            .Leaf("locked-out", server.IsLockedOut);
        Announce(builder, server.Parent);
        Ptsf(builder, server.Ptsf);
        Contract(builder, server.Announce);
        Contract(builder, server.Sync);
        Contract(builder, server.DelayResp);
        Statistics(builder, server.Packets);
        builder.Enter("delay");
        Delay(builder, "forward", server.ForwardDelay);
        Delay(builder, "reverse", server.ReverseDelay);
        builder.Exit().Exit();
    }

    private static void Announce(TreeBuilder builder, ParentData? parent)
    {
        if (parent is null)
        {
            return;
        }

        builder.Enter("announce")
            .Leaf("grandmaster-identity", Identity(parent.Grandmaster))
            .Leaf("priority1", parent.Priority1)
            .Leaf("priority2", parent.Priority2)
            .Leaf("clock-class", parent.ClockClass.Value)
            .Leaf("clock-accuracy", parent.ClockAccuracy)
            .Leaf("offset-scaled-log-variance", parent.OffsetScaledLogVariance)
            .Leaf("time-source", parent.TimeSource)
            .Leaf("steps-removed", parent.StepsRemoved)
            .Leaf("current-utc-offset", parent.CurrentUtcOffset)
            .Leaf("ptp-timescale", parent.PtpTimescale)
            .Leaf("time-traceable", parent.TimeTraceable)
            .Leaf("frequency-traceable", parent.FrequencyTraceable)
            .Exit();
    }

    private static void Ptsf(TreeBuilder builder, PtsfTypes ptsf)
        => builder.Enter("ptsf")
            .Leaf("loss-announce", ptsf.HasFlag(PtsfTypes.LossAnnounce))
            .Leaf("loss-sync", ptsf.HasFlag(PtsfTypes.LossSync))
            .Leaf("loss-delay-resp", ptsf.HasFlag(PtsfTypes.LossDelayResp))
            .Leaf("unusable", ptsf.HasFlag(PtsfTypes.Unusable))
            .Exit();

    private static void Contract(TreeBuilder builder, ContractStatus contract)
        => builder.Enter("contract")
            .Leaf("message", Names.Of(contract.Message))
            .Leaf("state", Names.Of(contract.State))
            .Leaf("cause", Names.Of(contract.Cause))
            .Leaf("tries", contract.Tries)
            .LeafIfAny("pause-remaining", Text(contract.PauseRemaining))
            .LeafIfAny("renew-in", Text(contract.RenewIn))
            .Leaf("requested-interval", contract.Requested.Interval.Log2Seconds)
            .LeafIfAny("granted-interval", Text(contract.GrantedInterval?.Log2Seconds))
            .Leaf("requested-duration", contract.Requested.DurationSeconds)
            .LeafIfAny("granted-duration", Text(contract.GrantedDurationSeconds))
            .LeafIfAny("remaining", Text(contract.Remaining))
            .Leaf("requests", contract.RequestsSent)
            .Leaf("grants", contract.GrantsReceived)
            .Leaf("denials", contract.DenialsReceived)
            .Leaf("timeouts", contract.Timeouts)
            .Leaf("cancels-sent", contract.CancelsSent)
            .Leaf("cancels-received", contract.CancelsReceived)
            .Leaf("acknowledges-sent", contract.AcknowledgesSent)
            .Leaf("acknowledges-received", contract.AcknowledgesReceived)
            .Leaf("implicit-renewals", contract.ImplicitRenewals)
            .Leaf("lapses", contract.Lapses)
            .Exit();

    private static void Statistics(TreeBuilder builder, PacketStatistics packets)
    {
        builder.Enter("statistics")
            .Leaf("received-announce", packets.ReceivedAnnounce)
            .Leaf("received-sync", packets.ReceivedSync)
            .Leaf("received-follow-up", packets.ReceivedFollowUp)
            .Leaf("received-delay-resp", packets.ReceivedDelayResp)
            .Leaf("received-signaling", packets.ReceivedSignaling)
            .Leaf("sent-delay-req", packets.SentDelayReq)
            .Leaf("sent-signaling", packets.SentSignaling)
            .Leaf("send-failures", packets.SendFailures)
            .Leaf("dropped", packets.Drops.Sum(d => d.Count));
        Drops(builder, packets.Drops);
        builder.Exit();
    }

    private static void Delay(TreeBuilder builder, string direction, DelayStatistics? delay)
    {
        if (delay is not { } value)
        {
            return;
        }

        builder.Leaf(direction + "-last", value.Last.Nanoseconds)
            .Leaf(direction + "-minimum", value.Minimum.Nanoseconds)
            .Leaf(direction + "-maximum", value.Maximum.Nanoseconds)
            .Leaf(direction + "-mean", value.Mean.Nanoseconds);
    }

    private static void Drops(TreeBuilder builder, IEnumerable<DropCount> drops)
    {
        var counts = new SortedDictionary<DropReason, long>();
        foreach (var drop in drops)
        {
            counts[drop.Reason] = counts.GetValueOrDefault(drop.Reason) + drop.Count;
        }

        foreach (var (reason, count) in counts)
        {
            builder.Enter("drop").Leaf("reason", Names.Kebab(reason.ToString())).Leaf("count", count).Exit();
        }
    }

    private static void Transitions(TreeBuilder builder, DriverStatus status)
    {
        foreach (var transition in status.Slave.Transitions)
        {
            builder.Enter("transition")
                .Leaf("index", transition.Number)
                .Leaf("time", DateAndTime.Milliseconds(status.WallClock(transition.Event.At)))
                .Leaf("event", EventSentences.Of(transition.Event))
                .Exit();
        }
    }

    private static string Identity(ClockIdentity identity) => identity.Value.ToString("x16", CultureInfo.InvariantCulture);

    private static string Decimal(double value) => Math.Clamp(value, -9e12, 9e12).ToString("F3", CultureInfo.InvariantCulture);

    private static long Seconds(TimeSpan? span) => span is { } value ? Math.Max(0, (long)value.TotalSeconds) : 0;

    private static string? Text(TimeSpan? span) => span is null ? null : Seconds(span).ToString(CultureInfo.InvariantCulture);

    private static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private sealed record Built(DriverStatus? Status, RecordingStatus? Recording, DataBranch State);
}
