using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Platform;

/// <summary>The clock being recovered: a PHC, the system clock, or kernel timestamps disciplined in software.</summary>
/// <remarks>Used by one thread at a time. Positive frequency makes the clock run faster than its free-running rate.</remarks>
public interface IAdjustableClock : IDisposable
{
    /// <summary>Name an operator recognises: <c>virtual</c>, <c>system</c>, <c>/dev/ptp0</c>.</summary>
    string Name { get; }

    /// <summary>Largest magnitude <see cref="AdjustFrequency"/> accepts, in ppb; larger requests are clamped.</summary>
    double MaximumFrequencyPpb { get; }

    /// <summary>The clock's reading now.</summary>
    PtpInstant Now { get; }

    /// <summary>Frequency adjustment in force, in ppb relative to the free-running rate.</summary>
    double FrequencyPpb { get; }

    /// <summary>Sets the frequency adjustment, in ppb relative to the free-running rate. Phase is continuous.</summary>
    void AdjustFrequency(double ppb);

    /// <summary>Adds <paramref name="offset"/> to the reading at once.</summary>
    void Step(PtpDuration offset);
}
