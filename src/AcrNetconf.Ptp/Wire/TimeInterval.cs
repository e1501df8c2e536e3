using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Wire;

/// <summary>correctionField: nanoseconds times 2^16 (IEEE 1588 §5.3.2). The default value is zero.</summary>
/// <param name="ScaledNanoseconds">The signed number on the wire; <see cref="long.MaxValue"/> means too big to state.</param>
public readonly record struct TimeInterval(long ScaledNanoseconds)
{
    private const long TenSecondsScaled = 10_000_000_000L << 16;

    /// <summary>True within ±10 s: a transparent clock can hold no packet longer, so anything else is damage or forgery.</summary>
    public bool IsPlausible => ScaledNanoseconds is > -TenSecondsScaled and < TenSecondsScaled;

    /// <summary>The interval rounded to the nearest nanosecond.</summary>
    public PtpDuration ToDuration() => new((ScaledNanoseconds >> 16) + ((ScaledNanoseconds >> 15) & 1));

    /// <summary>From nanoseconds; saturates.</summary>
    public static TimeInterval FromDuration(PtpDuration duration) => new(Math.Clamp(duration.Nanoseconds, long.MinValue >> 16, long.MaxValue >> 16) << 16);
}
