namespace AcrNetconf.Cli.Commands.Live;

/// <summary>A row of eighth blocks: each value between the smallest and the largest shown.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <param name="values">Oldest first; null leaves a gap.</param>
    /// <param name="width">Columns; the newest values are shown, and the row is filled on the left.</param>
    public static string Of(IEnumerable<double?> values, int width)
    {
        var shown = values.TakeLast(width).ToList();
        var known = shown.OfType<double>().ToList();
        if (known.Count == 0)
        {
            return new string(' ', width);
        }

        var (low, high) = (known.Min(), known.Max());
        var text = shown.Select(v => v is not { } value ? ' '
            : high - low < 1e-9 ? Blocks[3]
            : Blocks[Math.Min(Blocks.Length - 1, (int)((value - low) / (high - low) * Blocks.Length))]);
        return string.Concat(text).PadLeft(width);
    }
}
