using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>Brings the phase in where phase is asked for (atr): one step before lock, afterwards only a limited slope on top of the frequency.</summary>
/// <remarks>
/// The offset is only as good as the fastest packets of the time looked at, and what it errs goes into the frequency divided by the time constant. So both are as long as
/// the floor of short blocks varies: a minute where every block reaches it, half an hour where load hides it.
/// </remarks>
internal static class PhaseSteering
{
    /// <summary>Longest patience.</summary>
    public const double LongestSeconds = 2000;

    private const double ShortestSeconds = 64;

    // What hides the floor may move the frequency this far, ppb.
    private const double TolerablePpb = 10;

    // A floor looked for this long must not be blurred by more than this share of the variation while the frequency is not known better.
    private const double BlurShare = 0.25;

    /// <summary>How long to look for the fastest packets, and the time constant, in seconds.</summary>
    /// <param name="variation">How much the floor of short blocks varies, nanoseconds.</param>
    /// <param name="sigmaPpb">Uncertainty of the frequency.</param>
    public static double Patience(double variation, double sigmaPpb) =>
        Math.Clamp(Math.Min(variation / TolerablePpb, BlurShare * variation / Math.Max(sigmaPpb, 1e-6)), ShortestSeconds, LongestSeconds);

    /// <summary>The step that removes a large offset, or null when slewing will do.</summary>
    public static PtpDuration? StepFor(PtpDuration offset, long threshold) => Math.Abs(offset.Nanoseconds) > threshold ? -offset : null;

    /// <summary>Additional frequency, ppb.</summary>
    /// <param name="offset">Of the clock.</param>
    /// <param name="patience">From <see cref="Patience"/>.</param>
    /// <param name="largestPpb">Slew limit.</param>
    public static double SlopeFor(PtpDuration offset, double patience, double largestPpb) => Math.Clamp(-offset.Nanoseconds / patience, -largestPpb, largestPpb);
}
