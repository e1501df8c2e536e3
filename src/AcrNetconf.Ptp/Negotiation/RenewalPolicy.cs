using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Ptp.Negotiation;

/// <summary>When to ask again for a contract that is in force.</summary>
internal static class RenewalPolicy
{
    /// <summary>Signalling loss is answered with earlier renewal until a lapse is this improbable.</summary>
    private const double AcceptedLapseProbability = 1e-6;

    /// <summary>Never renew before this part of the duration, however lossy the path.</summary>
    private const double EarliestFraction = 0.15;

    private const double MarginSeconds = 5;

    /// <summary>
    /// Seconds after the grant. Without loss: the configured percentage, or earlier where one round of tries plus five seconds would not fit. With loss:
    /// early enough for as many rounds (with their pauses) as make a lapse improbable, because three tries alone fail one time in eight when
    /// half of the exchanges are lost.
    /// </summary>
    public static double RenewAfterSeconds(int durationSeconds, NegotiationSettings settings, double lossProbability)
    {
        double retry = settings.QueryInterval.Nanoseconds * 1e-9;
        double round = (settings.MaximumTries - 1) * retry;
        double after = Math.Min(durationSeconds * settings.RenewPercent / 100.0, durationSeconds - (settings.MaximumTries * retry) - MarginSeconds);
        if (lossProbability > 0.02)
        {
            double pause = round + settings.LockoutTime.TotalSeconds;
            double fitting = Math.Floor(((durationSeconds * (1 - EarliestFraction)) - MarginSeconds - round) / pause) + 1;
            double wanted = Math.Ceiling(Math.Log(AcceptedLapseProbability) / (settings.MaximumTries * Math.Log(Math.Min(lossProbability, 0.95))));
            // Rounds that do not fit into the duration anyway are no reason to renew early.
            double rounds = Math.Max(1, Math.Min(wanted, fitting));
            after = Math.Min(after, durationSeconds - MarginSeconds - round - ((rounds - 1) * pause));
        }

        return Math.Max(after, durationSeconds * EarliestFraction);
    }
}
