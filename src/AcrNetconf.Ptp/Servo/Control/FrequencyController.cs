namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>Turns estimates into steering: at once while acquiring, slowly and slew-limited when locked.</summary>
internal sealed class FrequencyController
{
    private const double ShortestSeconds = 4;
    private const double LongestSeconds = 2000;

    // The smoothing follows the estimation window at this fraction.
    private const double WindowShare = 0.1;

    /// <summary>Steering, in ppb.</summary>
    public double OutputPpb { get; private set; }

    public void Jump(double frequencyPpb) => OutputPpb = frequencyPpb;

    /// <summary>Moves towards <paramref name="target"/>; call once per update.</summary>
    /// <param name="target">Wanted steering, ppb.</param>
    /// <param name="sigma">Its uncertainty; steps larger than this are taken faster because they are meant.</param>
    /// <param name="window">Data window of the estimate, seconds.</param>
    /// <param name="fixedConstant">Time constant in seconds, or null to follow the window.</param>
    /// <param name="elapsed">Seconds since the last call.</param>
    public void Approach(double target, double sigma, double window, int? fixedConstant, double elapsed)
    {
        double constant = fixedConstant ?? Math.Clamp(window * WindowShare, ShortestSeconds, LongestSeconds);
        double error = target - OutputPpb;
        double excess = Math.Abs(error) / Math.Max(sigma, 1e-6);
        if (excess > 3)
        {
            constant = Math.Max(ShortestSeconds, constant * 3 / excess);
        }

        OutputPpb += error * (1 - Math.Exp(-Math.Max(0, elapsed) / constant));
    }
}
