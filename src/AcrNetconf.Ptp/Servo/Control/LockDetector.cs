namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>Says whether the frequency is known well enough, with hysteresis. Judges a computed uncertainty, never the passing of time alone.</summary>
internal sealed class LockDetector
{
    // Lock is given up at this multiple of the threshold.
    private const double LossFactor = 3;

    // A short rise to this multiple does not start the waiting anew.
    private const double BlipFactor = 1.5;

    private double? _goodSince;
    private double? _badSince;

    public bool IsLocked { get; private set; }

    /// <summary>Takes the uncertainty at <paramref name="time"/>; returns <see cref="IsLocked"/>.</summary>
    public bool Update(double time, double sigmaPpb, double thresholdPpb, double holdSeconds)
    {
        _goodSince = sigmaPpb < (_goodSince is null ? thresholdPpb : BlipFactor * thresholdPpb) ? _goodSince ?? time : null;
        _badSince = sigmaPpb > LossFactor * thresholdPpb ? _badSince ?? time : null;
        if (!IsLocked && sigmaPpb < thresholdPpb && time - _goodSince >= holdSeconds)
        {
            IsLocked = true;
        }
        else if (IsLocked && time - _badSince >= holdSeconds)
        {
            IsLocked = false;
        }

        return IsLocked;
    }

    public void Reset()
    {
        IsLocked = false;
        _goodSince = _badSince = null;
    }
}
