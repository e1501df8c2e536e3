using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>Brings the phase in where phase is asked for (atr): one step before lock, afterwards only a limited slope on top of the frequency.</summary>
internal static class PhaseSteering
{
    private const long StepNanoseconds = 10_000;
    private const double TimeConstantSeconds = 60;
    private const double LargestSlopePpb = 200;

    /// <summary>The step that removes a large offset, or null when slewing will do.</summary>
    public static PtpDuration? StepFor(PtpDuration offset) => Math.Abs(offset.Nanoseconds) > StepNanoseconds ? -offset : null;

    /// <summary>Additional frequency, ppb.</summary>
    public static double SlopeFor(PtpDuration offset) => Math.Clamp(-offset.Nanoseconds / TimeConstantSeconds, -LargestSlopePpb, LargestSlopePpb);
}
