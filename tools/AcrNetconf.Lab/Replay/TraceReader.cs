using System.Globalization;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Replay;

/// <summary>Reads recorded timestamps: columns t1,t2,t3,t4 in nanoseconds, empty where lost, in the order of the local clock.</summary>
/// <remarks>
/// t1 and t4 are readings of the server, t2 and t3 of the client's oscillator without steering. Lines with # are remarks. The file is read line by
/// line, so its length does not matter.
/// </remarks>
internal static class TraceReader
{
    public const string Header = "t1,t2,t3,t4";

    // Packets overtake each other, and a reverse stamp is known only a round trip later; more than this is another clock.
    private const long MostDisorder = 10_000_000_000;
    private const long MostGap = 7 * 86_400 * 1_000_000_000L;

    // Sums and differences of readings stay far inside 64 bits.
    private const long LatestReading = 4_000_000_000_000_000_000;

    /// <summary>The rows that hold a sample.</summary>
    /// <exception cref="TraceException">While reading: the file is not such a file.</exception>
    public static IEnumerable<TraceRow> Read(string path, TextReader reader)
    {
        long line = 0;
        long latest = long.MinValue;
        bool hasHeader = false;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            if (!hasHeader)
            {
                hasHeader = text.Replace(" ", string.Empty, StringComparison.Ordinal) == Header
                    ? true
                    : throw new TraceException(path, line, $"the first line must be '{Header}', not '{Shorten(text)}'");
                continue;
            }

            TraceRow row = Parse(path, line, text);
            latest = CheckOrder(path, row.Forward, line, latest);
            latest = CheckOrder(path, row.Reverse, line, latest);
            if (row.Forward is not null || row.Reverse is not null)
            {
                yield return row;
            }
        }

        if (latest == long.MinValue)
        {
            throw new TraceException(path, line, hasHeader ? "no line holds both stamps of a packet" : $"the file is empty; '{Header}' is expected");
        }
    }

    private static TraceRow Parse(string path, long line, string text)
    {
        ReadOnlySpan<char> rest = text;
        Span<long?> stamps = stackalloc long?[4];
        for (int column = 0; column < stamps.Length; column++)
        {
            int comma = rest.IndexOf(',');
            if (comma < 0 != (column == stamps.Length - 1))
            {
                throw new TraceException(path, line, $"{text.Count(c => c == ',') + 1} columns where four are expected");
            }

            stamps[column] = Stamp(path, line, column, (comma < 0 ? rest : rest[..comma]).Trim());
            rest = comma < 0 ? default : rest[(comma + 1)..];
        }

        return new(line, Sample(PacketDirection.Forward, stamps[1], stamps[0]), Sample(PacketDirection.Reverse, stamps[2], stamps[3]));
    }

    private static long? Stamp(string path, long line, int column, ReadOnlySpan<char> field)
    {
        if (field.IsEmpty)
        {
            return null;
        }

        return long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= LatestReading
            ? value
            : throw new TraceException(path, line, $"t{column + 1} '{Shorten(field)}' is not a whole number of nanoseconds from 0 to {LatestReading}");
    }

    private static TimingSample? Sample(PacketDirection direction, long? local, long? remote) =>
        local is { } here && remote is { } there ? new TimingSample(direction, new(here), new(there)) : null;

    private static long CheckOrder(string path, TimingSample? sample, long line, long latest)
    {
        if (sample is not { } packet)
        {
            return latest;
        }

        PtpInstant local = packet.Local;
        string name = packet.Direction == PacketDirection.Forward ? "t2" : "t3";
        if (latest != long.MinValue && local.Nanoseconds < latest - MostDisorder)
        {
            throw new TraceException(path, line, $"{name} goes back by {(latest - local.Nanoseconds) / 1_000_000_000} s; a trace follows the time of the local clock");
        }

        return latest == long.MinValue || local.Nanoseconds <= latest + MostGap
            ? Math.Max(latest, local.Nanoseconds)
            : throw new TraceException(path, line, $"{name} goes ahead by {(local.Nanoseconds - latest) / 86_400_000_000_000} days; more than seven is not one trace");
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}
