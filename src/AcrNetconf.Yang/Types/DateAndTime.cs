using System.Globalization;

namespace AcrNetconf.Yang.Types;

/// <summary>Writes moments as date-and-time of ietf-yang-types (RFC 6991 §3), in UTC; what is finer is cut off.</summary>
public static class DateAndTime
{
    /// <summary>To the second: <c>2026-12-01T09:30:05Z</c>.</summary>
    public static string Seconds(DateTimeOffset time) => Text(time, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>To the millisecond: <c>2026-12-01T09:30:05.250Z</c>.</summary>
    public static string Milliseconds(DateTimeOffset time) => Text(time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>To the microsecond: <c>2026-12-01T09:30:05.250000Z</c>.</summary>
    public static string Microseconds(DateTimeOffset time) => Text(time, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private static string Text(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
