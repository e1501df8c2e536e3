using System.Globalization;
using AcrNetconf.Lab.Replay;

namespace AcrNetconf.Lab.Analysis;

/// <summary>Reads time errors once every so many seconds: a header that names <c>second</c> and <c>time_error_ns</c>, perhaps <c>seed</c>, and their values.</summary>
internal static class TimeErrorFile
{
    public const string ErrorColumn = "time_error_ns";
    private const string TimeColumn = "second";
    private const string SeedColumn = "seed";

    /// <summary>True when a header is that of such a file.</summary>
    public static bool IsHeader(string line) => line.Split(',').Contains(ErrorColumn);

    /// <summary>The series of the file, one per seed in order of appearance.</summary>
    /// <exception cref="TraceException">The file is not such a file.</exception>
    public static IReadOnlyList<(string Label, double[] Errors, double Spacing)> Read(string path, TextReader reader)
    {
        string[] header = (reader.ReadLine() ?? string.Empty).Split(',');
        int error = Array.IndexOf(header, ErrorColumn);
        int time = Array.IndexOf(header, TimeColumn);
        int seed = Array.IndexOf(header, SeedColumn);
        if (error < 0 || time < 0)
        {
            throw new TraceException(path, 1, $"the first line must name the columns '{TimeColumn}' and '{ErrorColumn}'");
        }

        List<Series> all = [];
        long line = 1;
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (text.Length == 0)
            {
                continue;
            }

            string[] fields = text.Split(',');
            if (fields.Length != header.Length)
            {
                throw new TraceException(path, line, $"{fields.Length} columns where {header.Length} are expected");
            }

            string label = seed < 0 ? string.Empty : fields[seed];
            if (all.Count == 0 || all[^1].Label != label)
            {
                all.Add(new(label));
            }

            all[^1].Add(path, line, Number(path, line, TimeColumn, fields[time]), Number(path, line, ErrorColumn, fields[error]));
        }

        return all.Count > 0 ? [.. all.Select(series => (series.Label, series.Errors.ToArray(), series.Spacing))] : throw new TraceException(path, line, "no line holds a time error");
    }

    private static double Number(string path, long line, string column, string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new TraceException(path, line, $"{column} '{field}' is not a number");

    private sealed class Series(string label)
    {
        private const double Tolerance = 1e-3;
        private double _last;

        public string Label => label;

        public List<double> Errors { get; } = [];

        public double Spacing { get; private set; } = 1;

        public void Add(string path, long line, double second, double error)
        {
            double step = second - _last;
            if (Errors.Count == 1)
            {
                Spacing = step > 0 ? step : throw new TraceException(path, line, $"{TimeColumn} {second} does not follow {_last}");
            }
            else if (Errors.Count > 1 && Math.Abs(step - Spacing) > Tolerance * Spacing)
            {
                throw new TraceException(path, line, $"{TimeColumn} goes on by {step} where it went by {Spacing}: wander needs even spacing");
            }

            _last = second;
            Errors.Add(error);
        }
    }
}
