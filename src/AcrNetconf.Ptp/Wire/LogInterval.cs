namespace AcrNetconf.Ptp.Wire;

/// <summary>A message interval as its base-2 logarithm in seconds: −7 is 128 a second, 1 is one every two seconds.</summary>
/// <param name="Log2Seconds">Any wire value; computations clamp to ±22.</param>
public readonly record struct LogInterval(sbyte Log2Seconds) : IComparable<LogInterval>
{
    /// <summary>0x7F: no interval is stated (IEEE 1588 §13.3.2.14).</summary>
    public static LogInterval Unspecified => new(0x7F);

    /// <summary>The interval in nanoseconds; exact down to −9.</summary>
    public long Nanoseconds => Log2Seconds >= 0 ? 1_000_000_000L << Math.Min((int)Log2Seconds, 22) : 1_000_000_000L >> Math.Min(-Log2Seconds, 22);

    /// <summary>The interval as a time span (100 ns resolution).</summary>
    public TimeSpan ToTimeSpan() => new(Nanoseconds / 100);

    /// <summary>From the operator's exponent, where the interval is 2^n/1024 s: 3 is −7, 11 is 1.</summary>
    public static LogInterval FromVendorExponent(int exponent) => new((sbyte)(exponent - 10));

    /// <summary>The operator's exponent n of 2^n/1024 s.</summary>
    public int ToVendorExponent() => Log2Seconds + 10;

    public static bool operator <(LogInterval left, LogInterval right) => left.Log2Seconds < right.Log2Seconds;

    public static bool operator >(LogInterval left, LogInterval right) => left.Log2Seconds > right.Log2Seconds;

    public static bool operator <=(LogInterval left, LogInterval right) => left.Log2Seconds <= right.Log2Seconds;

    public static bool operator >=(LogInterval left, LogInterval right) => left.Log2Seconds >= right.Log2Seconds;

    /// <inheritdoc/>
    public int CompareTo(LogInterval other) => Log2Seconds.CompareTo(other.Log2Seconds);

    /// <inheritdoc/>
    public override string ToString() => $"2^{Log2Seconds} s";
}
