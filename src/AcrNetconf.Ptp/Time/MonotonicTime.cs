namespace AcrNetconf.Ptp.Time;

/// <summary>A reading of the host's monotonic clock, used for timeouts only; never compared with a <see cref="PtpInstant"/>.</summary>
/// <param name="Nanoseconds">Nanoseconds since an arbitrary start; <see cref="long.MaxValue"/> means never.</param>
/// <remarks>The default value is the arbitrary start. Differences are <see cref="TimeSpan"/>.</remarks>
public readonly record struct MonotonicTime(long Nanoseconds) : IComparable<MonotonicTime>
{
    /// <summary>A moment that does not come: a deadline that is not set.</summary>
    public static MonotonicTime Never => new(long.MaxValue);

    /// <summary>True for <see cref="Never"/>.</summary>
    public bool IsNever => Nanoseconds == long.MaxValue;

    public static MonotonicTime operator +(MonotonicTime time, TimeSpan span) => time.PlusNanoseconds(span.Ticks * 100);

    public static TimeSpan operator -(MonotonicTime later, MonotonicTime earlier) => new((later.Nanoseconds - earlier.Nanoseconds) / 100);

    public static bool operator <(MonotonicTime left, MonotonicTime right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(MonotonicTime left, MonotonicTime right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(MonotonicTime left, MonotonicTime right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(MonotonicTime left, MonotonicTime right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>The earlier of two moments.</summary>
    public static MonotonicTime Earlier(MonotonicTime left, MonotonicTime right) => left < right ? left : right;

    /// <summary>The later of two moments.</summary>
    public static MonotonicTime Later(MonotonicTime left, MonotonicTime right) => left > right ? left : right;

    /// <summary>The moment <paramref name="nanoseconds"/> later; never stays never.</summary>
    public MonotonicTime PlusNanoseconds(long nanoseconds) => IsNever ? this : new(Nanoseconds + nanoseconds);

    /// <inheritdoc/>
    public int CompareTo(MonotonicTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <inheritdoc/>
    public override string ToString() => IsNever ? "never" : $"{Nanoseconds / 1e9:F3} s";
}
