using AcrNetconf.Ptp.Servo.Control;
using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>The frequency of the server against the free-running oscillator: what the bank says of this path, weighed against what was known before.</summary>
/// <remarks>
/// <code>
///   blocks ─▶ EstimatorBank ─┬───────────────────────────────────┐
///                            └▶ DriftLearner ─▶ at a freeze       ├▶ SlopePpb, SigmaPpb
///   FrequencyMemory (before this path, or at the freeze) ─────────┘
/// </code>
/// Allocation-free after construction. Times are seconds of the free-running scale.
/// </remarks>
internal sealed class FrequencyEstimate
{
    // The long blocks take over when the short ones' ring is well covered.
    private const double SlowGearSeconds = 512;

    private readonly EstimatorBank _bank = new();
    private readonly FrequencyMemory _memory = new();
    private readonly FrequencyMemory _frozen = new();
    private readonly DriftLearner _drift = new();
    private double _nextSlow;

    /// <summary>The frequency, in ppb; what the first packets roughly said before there is an estimate.</summary>
    public double SlopePpb { get; private set; }

    /// <summary>Its standard uncertainty, in ppb; <see cref="double.MaxValue"/> while nothing is known.</summary>
    public double SigmaPpb { get; private set; } = double.MaxValue;

    public bool IsKnown => SigmaPpb < double.MaxValue;

    /// <summary>What the bank last said of this path.</summary>
    public BankEstimate Bank { get; private set; } = BankEstimate.None;

    /// <summary>Takes a rough first frequency, which blocks are then measured against.</summary>
    public void Begin(double slopePpb) => SlopePpb = slopePpb;

    /// <summary>Asks the bank anew when blocks were closed.</summary>
    /// <param name="time">Now.</param>
    /// <param name="forward">Blocks of the forward direction.</param>
    /// <param name="reverse">Blocks of the reverse direction; null when it is not used.</param>
    /// <param name="settings">Longest window and estimator.</param>
    public void Evaluate(double time, DirectionTrack forward, DirectionTrack? reverse, ServoSettings settings)
    {
        double longest = settings.WindowSeconds ?? double.MaxValue;
        bool isSlow = forward.Slow.Count * DirectionTrack.SlowSeconds >= SlowGearSeconds && longest >= SlowGearSeconds;
        if (!isSlow)
        {
            if (_bank.TryEvaluate(forward.Fast, reverse?.Fast, SlopePpb, longest, settings.Estimator, out BankEstimate fast))
            {
                Bank = fast;
            }
        }
        else if (time >= _nextSlow && _bank.TryEvaluate(forward.Slow, reverse?.Slow, SlopePpb, longest, settings.Estimator, out BankEstimate slow))
        {
            Bank = slow;
            _drift.Add(time, slow.SlopePpb, slow.SigmaPpb);
            _nextSlow = time + Math.Clamp(slow.WindowSeconds / 64, DirectionTrack.SlowSeconds, 16 * DirectionTrack.SlowSeconds);
        }
    }

    /// <summary>Weighs the current path's estimate against what was known before.</summary>
    public void Fuse(double time)
    {
        double remembered = _memory.SigmaAt(time);
        double measured = Bank.SigmaPpb;
        if (measured == double.MaxValue)
        {
            SigmaPpb = remembered;
            SlopePpb = _memory.IsKnown ? _memory.FrequencyAt(time) : SlopePpb;
            return;
        }

        if (remembered == double.MaxValue)
        {
            SlopePpb = Bank.SlopePpb;
            SigmaPpb = measured;
            return;
        }

        double weight = (remembered * remembered) / ((remembered * remembered) + (measured * measured));
        double expected = _memory.FrequencyAt(time);
        SlopePpb = expected + (weight * (Bank.SlopePpb - expected));
        SigmaPpb = Math.Sqrt(weight) * measured;
    }

    /// <summary>Goes on from the freeze: the frequency as it drifts, less and less certain.</summary>
    public void HoldOver(double time)
    {
        SigmaPpb = _frozen.SigmaAt(time);
        SlopePpb = _frozen.FrequencyAt(time);
    }

    /// <summary>Keeps the frequency of now for a holdover.</summary>
    public void Freeze(double time)
    {
        OscillatorDrift drift = _drift.Learn();
        // The estimate tells of the middle of its window; a known drift has gone on since then.
        double current = SlopePpb + (drift.PpbPerSecond * Bank.WindowSeconds / 2);
        _frozen.Keep(current, SigmaPpb, OscillatorWalk(), drift, time);
    }

    /// <summary>Path delays are unknown from here on; the frequency known so far becomes the memory new data is weighed against.</summary>
    public void StartPath(double time)
    {
        if (IsKnown)
        {
            _memory.Keep(SlopePpb, SigmaPpb, OscillatorWalk(), default, time);
        }

        Bank = BankEstimate.None with { Estimator = Bank.Estimator };
        _nextSlow = 0;
    }

    /// <summary>Forgets everything but the rough frequency.</summary>
    public void Reset()
    {
        _memory.Forget();
        _drift.Clear();
        Bank = BankEstimate.None;
        SigmaPpb = double.MaxValue;
    }

    /// <summary>The oscillator has shown no more wander than the estimate's uncertainty over its window.</summary>
    private double OscillatorWalk() => Bank.WindowSeconds > 0 ? Bank.SigmaPpb / Math.Sqrt(Bank.WindowSeconds) : SigmaPpb / Math.Sqrt(SlowGearSeconds);
}
