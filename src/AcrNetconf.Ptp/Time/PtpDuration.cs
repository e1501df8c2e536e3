namespace AcrNetconf.Ptp.Time;

/// <summary>A signed span of time in nanoseconds, between readings of clocks. The default value is zero.</summary>
/// <param name="Nanoseconds">Any <see cref="long"/>.</param>
public readonly record struct PtpDuration(long Nanoseconds) : IComparable<PtpDuration>
{
    /// <summary>No time at all.</summary>
    public static PtpDuration Zero => default;

    /// <summary>The span in seconds.</summary>
    public double TotalSeconds => Nanoseconds * 1e-9;

    /// <summary>From seconds; rounds to the nearest nanosecond.</summary>
    public static PtpDuration FromSeconds(double seconds) => new((long)Math.Round(seconds * 1e9));

    /// <summary>From a <see cref="TimeSpan"/> (100 ns resolution).</summary>
    public static PtpDuration FromTimeSpan(TimeSpan span) => new(span.Ticks * 100);

    public static PtpDuration operator +(PtpDuration left, PtpDuration right) => new(left.Nanoseconds + right.Nanoseconds);

    public static PtpDuration operator -(PtpDuration left, PtpDuration right) => new(left.Nanoseconds - right.Nanoseconds);

    public static PtpDuration operator -(PtpDuration value) => new(-value.Nanoseconds);

    public static bool operator <(PtpDuration left, PtpDuration right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(PtpDuration left, PtpDuration right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(PtpDuration left, PtpDuration right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(PtpDuration left, PtpDuration right) => left.Nanoseconds >= right.Nanoseconds;

    /// <inheritdoc/>
    public int CompareTo(PtpDuration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <inheritdoc/>
    public override string ToString() => $"{Nanoseconds} ns";
}
