using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Baselines;

/// <summary>What all models of other servos share: they know no holdover logic and report only their frequency.</summary>
internal abstract class BaselineServo(string name) : IServo
{
    /// <inheritdoc/>
    public ServoStatus Status { get; private set; } = new();

    protected double FrequencyPpb { get; set; }

    /// <inheritdoc/>
    public abstract void OnSample(in TimingSample sample);

    /// <inheritdoc/>
    public ServoAction Update(PtpInstant now)
    {
        bool isLocked = Advance(now.Nanoseconds * 1e-9);
        ServoState state = isLocked ? ServoState.Locked : ServoState.Acquiring;
        if (Status.State != state || Status.FrequencyPpb != FrequencyPpb)
        {
            Status = new() { State = state, FrequencyPpb = FrequencyPpb, Estimator = name };
        }

        return new(FrequencyPpb);
    }

    /// <inheritdoc/>
    public void EnterHoldover(PtpInstant now)
    {
    }

    /// <inheritdoc/>
    public void OnSourceChanged(PtpInstant now)
    {
    }

    /// <inheritdoc/>
    public void Reconfigure(ServoSettings settings)
    {
    }

    /// <inheritdoc/>
    public void Reset(PtpInstant now)
    {
    }

    /// <summary>Sets <see cref="FrequencyPpb"/>; true when the model counts as locked.</summary>
    protected abstract bool Advance(double seconds);
}
