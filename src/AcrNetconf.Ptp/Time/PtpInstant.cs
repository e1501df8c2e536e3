namespace AcrNetconf.Ptp.Time;

/// <summary>A reading of one particular clock: nanoseconds since that clock's epoch.</summary>
/// <param name="Nanoseconds">Any <see cref="long"/>; for clocks on the PTP timescale the epoch is 1970-01-01 TAI and the range ends in 2262.</param>
/// <remarks>Readings of different clocks must not be mixed except where a path delay is computed from them. The default value is the epoch.</remarks>
public readonly record struct PtpInstant(long Nanoseconds) : IComparable<PtpInstant>
{
    /// <summary>Elapsed time between two readings of the same clock, or path delay plus clock offset between two clocks.</summary>
    public static PtpDuration operator -(PtpInstant later, PtpInstant earlier) => new(later.Nanoseconds - earlier.Nanoseconds);

    /// <summary>The reading <paramref name="duration"/> later.</summary>
    public static PtpInstant operator +(PtpInstant instant, PtpDuration duration) => new(instant.Nanoseconds + duration.Nanoseconds);

    /// <summary>The reading <paramref name="duration"/> earlier.</summary>
    public static PtpInstant operator -(PtpInstant instant, PtpDuration duration) => new(instant.Nanoseconds - duration.Nanoseconds);

    public static bool operator <(PtpInstant left, PtpInstant right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(PtpInstant left, PtpInstant right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(PtpInstant left, PtpInstant right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(PtpInstant left, PtpInstant right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(PtpInstant other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <inheritdoc/>
    public override string ToString() => $"{Nanoseconds} ns";
}
