using AcrNetconf.Ptp.Servo.Control;
using AcrNetconf.Ptp.Servo.Estimation;
using AcrNetconf.Ptp.Servo.Monitoring;
using AcrNetconf.Ptp.Servo.Packets;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo;

/// <summary>Recovers frequency through networks that do not know PTP: a bank of estimators on the free-running scale, and a slow controller.</summary>
/// <remarks>
/// <code>
///  sample ─▶ SteeringHistory ─▶ JumpGuard ─▶ DirectionTrack (1 s and 16 s blocks) ─▶ EstimatorBank ─┐
///            undo our steering   per direction                                                     ├▶ fused ─▶ FrequencyController ─▶ clock
///                                                              FrequencyMemory (before this path) ─┘    └────▶ LockDetector ─▶ state
/// </code>
/// ClockMonitor watches packets and output for operators; DriftLearner prepares for holdover.
/// About 1.2 MB of memory, fixed at construction; nothing is allocated per sample. Never throws.
/// </remarks>
public sealed class AdaptiveServo : IServo
{
    // Stamps of packets on their way when a second ends still count.
    private const double GraceSeconds = 0.25;

    // The long blocks take over when the short ones' ring is well covered.
    private const double SlowGearSeconds = 512;

    // After this many seconds without a sample the frequency is frozen for good and the state says so.
    private const double SilenceSeconds = 30;

    // Samples must have flowed this long before holdover ends.
    private const int ReturnBlocks = 3;

    // Below this, acquiring steers at once; above, the estimate is worth less than the oscillator.
    private const double SteerableSigmaPpb = 20_000;

    private readonly SteeringHistory _history = new();
    private readonly DirectionTrack _forward = new(+1);
    private readonly DirectionTrack _reverse = new(-1);
    private readonly JumpGuard _forwardGuard = new();
    private readonly JumpGuard _reverseGuard = new();
    private readonly EstimatorBank _bank = new();
    private readonly SlopeStarter _starter = new();
    private readonly FrequencyMemory _memory = new();
    private readonly FrequencyMemory _frozen = new();
    private readonly FrequencyController _controller = new();
    private readonly LockDetector _lock = new();
    private readonly DriftLearner _drift = new();
    private readonly ClockMonitor _monitor = new();

    private ServoSettings _settings;
    private FreeReading _anchor;
    private BankEstimate _estimate = BankEstimate.None;
    private double _slope;
    private double _sigma = double.MaxValue;
    private double _lastUpdate;
    private double _lastSample = double.MinValue;
    private double _stateTime;
    private double _nextSlow;
    private long _seenBlocks;
    private long _returnBlocks;
    private bool _jumped;
    private ServoState _state;
    private PtpInstant _stateSince;
    private int _acquisitions;

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

        _forward.CloseDue(time - GraceSeconds, _slope);
        _reverse.CloseDue(time - GraceSeconds, -_slope);
        if (BlocksSeen != _seenBlocks)
        {
            _seenBlocks = BlocksSeen;
            Evaluate(time);
        }

        Fuse(time);
        MoveState(time, now);
        double patience = Patience(time);
        (PtpDuration Offset, PtpDuration Floor)? path = UsableReverse is null
            ? null
            : PathView.Measure(_forward, _reverse, time, _slope, patience, now.Nanoseconds - free.Nanoseconds);
        PtpDuration? step = Steer(time, now, path?.Offset, patience);
        Monitor(time, path is { } both ? both.Offset : PathView.ForwardOffset(_forward, time, _slope, now.Nanoseconds - free.Nanoseconds));
        _lastUpdate = time;
        Publish(path);
        return new(_history.FrequencyPpb, step);
    }

    /// <inheritdoc/>
    public void EnterHoldover(PtpInstant now)
    {
        if (_state is ServoState.Locked or ServoState.Acquiring)
        {
            Freeze(now);
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
        _memory.Forget();
        _monitor.Reset();
        _drift.Clear();
        _estimate = BankEstimate.None;
        _sigma = double.MaxValue;
        _starter.Reset();
        _lock.Reset();
        _forward.ResetCounters();
        _reverse.ResetCounters();
        _acquisitions = 0;
        // The clock may be another one, on another scale: the next update starts its history.
        _history.Stop();
        _lastSample = double.MinValue;
        _lastUpdate = 0;
        _seenBlocks = _returnBlocks = BlocksSeen;
        SetState(ServoState.FreeRun, 0, now);
        Publish(null);
    }

    private void Accept(DirectionTrack track, double time, double value)
    {
        _lastSample = Math.Max(_lastSample, time);
        if (_sigma == double.MaxValue && !_starter.IsDone)
        {
            // Nothing is known of the frequency yet: the first packets only tell roughly.
            if (track.Sign > 0 && _starter.TryFinish(time, value, out double slope))
            {
                _slope = slope;
            }

            return;
        }

        track.Add(time, value, track.Sign * _slope);
    }

    private ServoAction Begin(PtpInstant now)
    {
        double frequency = Math.Clamp(_controller.OutputPpb, -_settings.MaximumFrequencyPpb, _settings.MaximumFrequencyPpb);
        _history.Start(now, frequency);
        _anchor = new(now.Nanoseconds, 0);
        _stateSince = now;
        Publish(null);
        return new(frequency);
    }

    private double TimeOf(in FreeReading free) => ((free.Nanoseconds - _anchor.Nanoseconds) + free.Fraction) * 1e-9;

    /// <summary>Path delays are unknown from here on; the frequency known so far becomes the memory new data is weighed against.</summary>
    private void StartPath(double time)
    {
        if (_sigma < double.MaxValue)
        {
            _memory.Keep(_slope, _sigma, OscillatorWalk(), default, time);
        }

        _forward.Clear();
        _reverse.Clear();
        _forwardGuard.Reset();
        _reverseGuard.Reset();
        _starter.Reset();
        _monitor.Stop();
        _estimate = BankEstimate.None with { Estimator = _estimate.Estimator };
        _nextSlow = 0;
        _jumped = false;
    }

    /// <summary>The oscillator has shown no more wander than the estimate's uncertainty over its window.</summary>
    private double OscillatorWalk() => _estimate.WindowSeconds > 0 ? _estimate.SigmaPpb / Math.Sqrt(_estimate.WindowSeconds) : _sigma / Math.Sqrt(SlowGearSeconds);

    private void Evaluate(double time)
    {
        double longest = _settings.WindowSeconds ?? double.MaxValue;
        DirectionTrack? reverse = UsableReverse;
        bool isSlow = _forward.Slow.Count * DirectionTrack.SlowSeconds >= SlowGearSeconds && longest >= SlowGearSeconds;
        if (!isSlow)
        {
            if (_bank.TryEvaluate(_forward.Fast, reverse?.Fast, _slope, longest, _settings.Estimator, out BankEstimate fast))
            {
                _estimate = fast;
            }
        }
        else if (time >= _nextSlow && _bank.TryEvaluate(_forward.Slow, reverse?.Slow, _slope, longest, _settings.Estimator, out BankEstimate slow))
        {
            _estimate = slow;
            _drift.Add(time, slow.SlopePpb, slow.SigmaPpb);
            _nextSlow = time + Math.Clamp(slow.WindowSeconds / 64, DirectionTrack.SlowSeconds, 16 * DirectionTrack.SlowSeconds);
        }
    }

    /// <summary>Weighs the current path's estimate against what was known before.</summary>
    private void Fuse(double time)
    {
        if (_state == ServoState.Holdover)
        {
            _sigma = _frozen.SigmaAt(time);
            _slope = _frozen.FrequencyAt(time);
            return;
        }

        double remembered = _memory.SigmaAt(time);
        double measured = _estimate.SigmaPpb;
        if (measured == double.MaxValue)
        {
            _sigma = remembered;
            _slope = _memory.IsKnown ? _memory.FrequencyAt(time) : _slope;
            return;
        }

        if (remembered == double.MaxValue)
        {
            _slope = _estimate.SlopePpb;
            _sigma = measured;
            return;
        }

        double weight = (remembered * remembered) / ((remembered * remembered) + (measured * measured));
        double expected = _memory.FrequencyAt(time);
        _slope = expected + (weight * (_estimate.SlopePpb - expected));
        _sigma = Math.Sqrt(weight) * measured;
    }

    private void MoveState(double time, PtpInstant now)
    {
        bool isSilent = time - _lastSample > SilenceSeconds;
        switch (_state)
        {
            case ServoState.FreeRun when !isSilent && BlocksSeen > _returnBlocks:
                _acquisitions++;
                _lock.Reset();
                SetState(ServoState.Acquiring, time, now);
                break;
            case ServoState.Acquiring or ServoState.Locked when isSilent:
                Freeze(now);
                break;
            case ServoState.Acquiring when _lock.Update(time, _sigma, _settings.LockThresholdPpb, _settings.LockHoldSeconds):
                SetState(ServoState.Locked, time, now);
                break;
            case ServoState.Locked when !_lock.Update(time, _sigma, _settings.LockThresholdPpb, _settings.LockHoldSeconds):
                _acquisitions++;
                SetState(ServoState.Acquiring, time, now);
                break;
            case ServoState.Holdover when BlocksSeen >= _returnBlocks + ReturnBlocks:
                SetState(_lock.Update(time, _sigma, _settings.LockThresholdPpb, _settings.LockHoldSeconds) ? ServoState.Locked : ServoState.Acquiring, time, now);
                break;
            case ServoState.Holdover when time - _stateTime > _settings.HoldoverSeconds:
                _returnBlocks = BlocksSeen;
                _lock.Reset();
                SetState(ServoState.FreeRun, time, now);
                break;
        }
    }

    private void Freeze(PtpInstant now)
    {
        _history.TryToFree(now, out FreeReading free);
        _returnBlocks = BlocksSeen;
        OscillatorDrift drift = _drift.Learn();
        // The estimate tells of the middle of its window; a known drift has gone on since then.
        double current = _slope + (drift.PpbPerSecond * _estimate.WindowSeconds / 2);
        _frozen.Keep(current, _sigma, OscillatorWalk(), drift, TimeOf(free));
        SetState(_lock.IsLocked ? ServoState.Holdover : ServoState.FreeRun, TimeOf(free), now);
    }

    private void SetState(ServoState state, double time, PtpInstant now)
    {
        _state = state;
        _stateTime = time;
        _stateSince = now;
    }

    private PtpDuration? Steer(double time, PtpInstant now, PtpDuration? offset, double patience)
    {
        if (_state == ServoState.Acquiring && _sigma < SteerableSigmaPpb)
        {
            _controller.Jump(-_slope);
        }
        else if (_state is ServoState.Locked or ServoState.Holdover)
        {
            _controller.Approach(-_slope, _sigma, _estimate.WindowSeconds, _settings.TimeConstantSeconds, time - _lastUpdate);
        }

        double frequency = _controller.OutputPpb;
        PtpDuration? step = null;
        if (_settings.Mode == ServoMode.Phase && offset is { } error)
        {
            if (_state == ServoState.Acquiring && _sigma < _settings.LockThresholdPpb)
            {
                step = PhaseSteering.StepFor(error, _settings.PhaseStepNanoseconds);
            }
            else if (_state == ServoState.Locked)
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
        ? PhaseSteering.Patience(PathView.FloorVariation(_forward, time, _slope, PhaseSteering.LongestSeconds) + PathView.FloorVariation(_reverse, time, -_slope, PhaseSteering.LongestSeconds), _sigma)
        : PathView.Minute;

    private void Monitor(double time, PtpDuration? outputError)
    {
        int floorSteps = _forward.FloorSteps + _reverse.FloorSteps;
        if (floorSteps != Status.FloorSteps)
        {
            _monitor.Stop();
        }

        _monitor.OnSecond(_state, time - _lastUpdate, outputError);
    }

    private void Publish((PtpDuration Offset, PtpDuration Floor)? path) => Status = new()
    {
        State = _state,
        StateSince = _stateSince,
        AcquisitionCount = _acquisitions,
        FrequencyPpb = _history.IsStarted ? _history.FrequencyPpb : _controller.OutputPpb,
        FrequencyUncertaintyPpb = _sigma < double.MaxValue ? _sigma : null,
        Offset = path?.Offset,
        FloorDelay = path?.Floor,
        DelayVariation = PathView.Variation(_forward),
        Estimator = _estimate.Estimator,
        RunnerUp = _estimate.RunnerUp,
        RunnerUpRatio = _estimate.RunnerUpRatio,
        WindowSeconds = _estimate.WindowSeconds,
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
