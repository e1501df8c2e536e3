using AcrNetconf.Ptp.Servo.Control;
using AcrNetconf.Ptp.Servo.Estimation;
using AcrNetconf.Ptp.Servo.Monitoring;
using AcrNetconf.Ptp.Servo.Packets;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo;

/// <summary>Recovers frequency through networks that do not know PTP: a bank of estimators on the free-running scale, and a slow controller.</summary>
/// <remarks>
/// <code>
///  sample ─▶ SteeringHistory ─▶ JumpGuard ─▶ DirectionTrack (1 s and 16 s blocks) ─▶ FrequencyEstimate ─┬▶ FrequencyController, PhaseSteering ─▶ clock
///            undo our steering   per direction                                                         └▶ ServoStates
/// </code>
/// ClockMonitor watches packets and output for operators.
/// About 1.2 MB of memory, fixed at construction; nothing is allocated per sample. Never throws.
/// </remarks>
public sealed class AdaptiveServo : IServo
{
    // Stamps of packets on their way when a second ends still count.
    private const double GraceSeconds = 0.25;

    // Below this, acquiring steers at once; above, the estimate is worth less than the oscillator.
    private const double SteerableSigmaPpb = 20_000;

    private readonly SteeringHistory _history = new();
    private readonly DirectionTrack _forward = new(+1);
    private readonly DirectionTrack _reverse = new(-1);
    private readonly JumpGuard _forwardGuard = new();
    private readonly JumpGuard _reverseGuard = new();
    private readonly SlopeStarter _starter = new();
    private readonly FrequencyEstimate _estimate = new();
    private readonly FrequencyController _controller = new();
    private readonly ServoStates _states = new();
    private readonly ClockMonitor _monitor = new();

    private ServoSettings _settings;
    private FreeReading _anchor;
    private double _lastUpdate;
    private long _seenBlocks;
    private bool _jumped;

    /// <summary>A servo at rest, free-running.</summary>
    public AdaptiveServo(ServoSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        Status = new();
    }

    /// <inheritdoc/>
    public ServoStatus Status { get; private set; }

    private DirectionTrack? UsableReverse => _settings.Mode == ServoMode.OneWay ? null : _reverse;

    private long BlocksSeen => _forward.FastBlocks + _reverse.FastBlocks;

    /// <inheritdoc/>
    public void OnSample(in TimingSample sample)
    {
        bool isForward = sample.Direction == PacketDirection.Forward;
        if ((!isForward && _settings.Mode == ServoMode.OneWay) || !_history.TryToFree(sample.Local, out FreeReading free))
        {
            return;
        }

        DirectionTrack track = isForward ? _forward : _reverse;
        double time = TimeOf(free);
        double value = track.ValueOf(free, sample.Remote.Nanoseconds);
        switch ((isForward ? _forwardGuard : _reverseGuard).Check(time, value))
        {
            case GuardVerdict.Accept:
                Accept(track, time, value);
                _monitor.OnSample(sample);
                break;
            case GuardVerdict.Jump:
                _jumped = true;
                break;
        }
    }

    /// <inheritdoc/>
    public ServoAction Update(PtpInstant now)
    {
        if (!_history.IsStarted)
        {
            return Begin(now);
        }

        _history.TryToFree(now, out FreeReading free);
        double time = TimeOf(free);
        if (_jumped)
        {
            StartPath(time);
        }

        _forward.CloseDue(time - GraceSeconds, _estimate.SlopePpb);
        _reverse.CloseDue(time - GraceSeconds, -_estimate.SlopePpb);
        if (BlocksSeen != _seenBlocks)
        {
            _seenBlocks = BlocksSeen;
            _estimate.Evaluate(time, _forward, UsableReverse, _settings);
        }

        if (_states.State == ServoState.Holdover)
        {
            _estimate.HoldOver(time);
        }
        else
        {
            _estimate.Fuse(time);
        }

        if (_states.MustFreeze(time))
        {
            Freeze(time, now);
        }
        else
        {
            _states.Move(time, now, BlocksSeen, _estimate.SigmaPpb, _settings);
        }

        double patience = Patience(time);
        (PtpDuration Offset, PtpDuration Floor)? path = UsableReverse is null
            ? null
            : PathView.Measure(_forward, _reverse, time, _estimate.SlopePpb, patience, now.Nanoseconds - free.Nanoseconds);
        PtpDuration? step = Steer(time, now, path?.Offset, patience);
        Monitor(time, path is { } both ? both.Offset : PathView.ForwardOffset(_forward, time, _estimate.SlopePpb, now.Nanoseconds - free.Nanoseconds));
        _lastUpdate = time;
        Publish(path);
        return new(_history.FrequencyPpb, step);
    }

    /// <inheritdoc/>
    public void EnterHoldover(PtpInstant now)
    {
        if (_states.IsClaiming)
        {
            _history.TryToFree(now, out FreeReading free);
            Freeze(TimeOf(free), now);
            Publish(null);
        }
    }

    /// <inheritdoc/>
    public void OnSourceChanged(PtpInstant now)
    {
        if (_history.TryToFree(now, out FreeReading free))
        {
            StartPath(TimeOf(free));
        }
    }

    /// <inheritdoc/>
    public void Reconfigure(ServoSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
    }

    /// <inheritdoc/>
    public void Reset(PtpInstant now)
    {
        if (!_history.IsStarted)
        {
            return;
        }

        _history.TryToFree(now, out FreeReading free);
        StartPath(TimeOf(free));
        _estimate.Reset();
        _monitor.Reset();
        _starter.Reset();
        _forward.ResetCounters();
        _reverse.ResetCounters();
        // The clock may be another one, on another scale: the next update starts its history.
        _history.Stop();
        _lastUpdate = 0;
        _seenBlocks = BlocksSeen;
        _states.Reset(now, BlocksSeen);
        Publish(null);
    }

    private void Accept(DirectionTrack track, double time, double value)
    {
        _states.OnSample(time);
        if (!_estimate.IsKnown && !_starter.IsDone)
        {
            // Nothing is known of the frequency yet: the first packets only tell roughly.
            if (track.Sign > 0 && _starter.TryFinish(time, value, out double slope))
            {
                _estimate.Begin(slope);
            }

            return;
        }

        track.Add(time, value, track.Sign * _estimate.SlopePpb);
    }

    private ServoAction Begin(PtpInstant now)
    {
        double frequency = Math.Clamp(_controller.OutputPpb, -_settings.MaximumFrequencyPpb, _settings.MaximumFrequencyPpb);
        _history.Start(now, frequency);
        _anchor = new(now.Nanoseconds, 0);
        _states.Begin(now);
        Publish(null);
        return new(frequency);
    }

    private double TimeOf(in FreeReading free) => ((free.Nanoseconds - _anchor.Nanoseconds) + free.Fraction) * 1e-9;

    /// <summary>Path delays are unknown from here on; the frequency is kept.</summary>
    private void StartPath(double time)
    {
        _estimate.StartPath(time);
        _forward.Clear();
        _reverse.Clear();
        _forwardGuard.Reset();
        _reverseGuard.Reset();
        _starter.Reset();
        _monitor.Stop();
        _jumped = false;
    }

    private void Freeze(double time, PtpInstant now)
    {
        _estimate.Freeze(time);
        _states.Freeze(time, now, BlocksSeen);
    }

    private PtpDuration? Steer(double time, PtpInstant now, PtpDuration? offset, double patience)
    {
        if (_states.State == ServoState.Acquiring && _estimate.SigmaPpb < SteerableSigmaPpb)
        {
            _controller.Jump(-_estimate.SlopePpb);
        }
        else if (_states.State is ServoState.Locked or ServoState.Holdover)
        {
            _controller.Approach(-_estimate.SlopePpb, _estimate.SigmaPpb, _estimate.Bank.WindowSeconds, _settings.TimeConstantSeconds, time - _lastUpdate);
        }

        double frequency = _controller.OutputPpb;
        PtpDuration? step = null;
        if (_settings.Mode == ServoMode.Phase && offset is { } error)
        {
            if (_states.State == ServoState.Acquiring && _estimate.SigmaPpb < _settings.LockThresholdPpb)
            {
                step = PhaseSteering.StepFor(error, _settings.PhaseStepNanoseconds);
            }
            else if (_states.State == ServoState.Locked)
            {
                frequency += PhaseSteering.SlopeFor(error, patience, _settings.PhaseSlewPpb);
            }
        }

        frequency = Math.Clamp(frequency, -_settings.MaximumFrequencyPpb, _settings.MaximumFrequencyPpb);
        if (frequency != _history.FrequencyPpb)
        {
            _history.Adjust(now, frequency);
        }

        if (step is { } jump)
        {
            _history.Step(now, jump);
            _monitor.Stop();
        }

        return step;
    }

    private double Patience(double time) => _settings.Mode == ServoMode.Phase
        ? PhaseSteering.Patience(PathView.FloorVariation(_forward, time, _estimate.SlopePpb, PhaseSteering.LongestSeconds) + PathView.FloorVariation(_reverse, time, -_estimate.SlopePpb, PhaseSteering.LongestSeconds), _estimate.SigmaPpb)
        : PathView.Minute;

    private void Monitor(double time, PtpDuration? outputError)
    {
        int floorSteps = _forward.FloorSteps + _reverse.FloorSteps;
        if (floorSteps != Status.FloorSteps)
        {
            _monitor.Stop();
        }

        _monitor.OnSecond(_states.State, time - _lastUpdate, outputError);
    }

    private void Publish((PtpDuration Offset, PtpDuration Floor)? path) => Status = new()
    {
        State = _states.State,
        StateSince = _states.Since,
        AcquisitionCount = _states.Acquisitions,
        FrequencyPpb = _history.IsStarted ? _history.FrequencyPpb : _controller.OutputPpb,
        FrequencyUncertaintyPpb = _estimate.IsKnown ? _estimate.SigmaPpb : null,
        Offset = path?.Offset,
        FloorDelay = path?.Floor,
        DelayVariation = PathView.Variation(_forward),
        Estimator = _estimate.Bank.Estimator,
        RunnerUp = _estimate.Bank.RunnerUp,
        RunnerUpRatio = _estimate.Bank.RunnerUpRatio,
        WindowSeconds = _estimate.Bank.WindowSeconds,
        ForwardFloorPackets = _monitor.ForwardFloor,
        ReverseFloorPackets = _monitor.ReverseFloor,
        PacketWander = _monitor.PacketWander,
        OutputWander = _monitor.OutputWander,
        TimeInState = _monitor.TimeInState,
        FloorSteps = _forward.FloorSteps + _reverse.FloorSteps,
        ForwardSamples = _forward.Samples,
        ReverseSamples = _reverse.Samples,
    };
}
