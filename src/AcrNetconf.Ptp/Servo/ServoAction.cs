using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo;

/// <summary>What the clock must do now.</summary>
/// <param name="FrequencyPpb">Adjustment relative to the free-running rate, in ppb; null when nothing changes.</param>
/// <param name="Step">Phase step to apply once, or null. Only phase modes (atr) ever step, and only before lock.</param>
public readonly record struct ServoAction(double? FrequencyPpb, PtpDuration? Step = null);
