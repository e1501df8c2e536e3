using AcrNetconf.Lab.Analysis;
using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace AcrNetconf.Lab.Plots;

/// <summary>One picture of recovered clocks: time and frequency error over time, MTIE and TDEV on logarithmic axes with the masks.</summary>
/// <remarks>The fonts are those of the host; on one without any, lines are drawn and words are not.</remarks>
internal static class WanderFigure
{
    private const int Width = 820;
    private const int Height = 780;
    private const int MostNamed = 6;

    // The masks a recovered clock is usually held against; more lines would hide the curve.
    private static readonly string[] DrawnMasks = ["g8263-constant-temperature", "g823-sec", "g823-e1-traffic", "g811-tdev", "g823-sec-tdev"];

    public static void Save(string path, string title, IReadOnlyList<WanderSeries> series)
    {
        using Plot errors = new();
        using Plot frequency = new();
        using Plot mtie = new();
        using Plot tdev = new();
        DrawErrors(errors, title, series);
        DrawFrequency(frequency, series);
        DrawWander(mtie, "MTIE", WanderQuantity.Mtie, series);
        DrawWander(tdev, "TDEV", WanderQuantity.Tdev, series);
        Multiplot figure = new();
        CustomGrid layout = new();
        layout.Set(errors, new GridCell(0, 0, 3, 1));
        layout.Set(frequency, new GridCell(1, 0, 3, 1));
        layout.Set(mtie, new GridCell(2, 0, 3, 2));
        layout.Set(tdev, new GridCell(2, 1, 3, 2));
        figure.AddPlot(errors);
        figure.AddPlot(frequency);
        figure.AddPlot(mtie);
        figure.AddPlot(tdev);
        figure.Layout = layout;
        figure.SavePng(path, Width, Height);
    }

    private static void DrawErrors(Plot plot, string title, IReadOnlyList<WanderSeries> series)
    {
        (double lowest, double highest) = Frame(series);
        double span = Math.Max(Math.Abs(highest), Math.Abs(lowest));
        (double scale, string unit) = span >= 1e6 ? (1e-6, "ms") : span >= 1e4 ? (1e-3, "µs") : (1.0, "ns");
        DrawOverTime(plot, [.. series.Select(one => one with { Errors = [.. one.Errors.Select(error => error * scale)] })]);
        plot.Title(title);
        plot.YLabel($"time error [{unit}]");
        plot.ShowLegend(Alignment.UpperRight);
    }

    private static void DrawFrequency(Plot plot, IReadOnlyList<WanderSeries> series)
    {
        double longest = series.Max(one => one.Errors.Length * one.Spacing);
        double average = longest > 4 * 3600 ? 100 : 10;
        DrawOverTime(plot, [.. series.Select(one => one with { Errors = Slopes(one, average) })]);
        plot.YLabel($"frequency [ppb, {average:0} s]");
        plot.HideLegend();
    }

    private static void DrawOverTime(Plot plot, IReadOnlyList<WanderSeries> series)
    {
        double longest = series.Max(one => one.Errors.Length * one.Spacing);
        (double period, string time) = longest > 3 * 3600 ? (3600, "time [h]") : longest > 300 ? (60.0, "time [min]") : (1.0, "time [s]");
        // The first one is drawn last, on top.
        foreach ((int index, WanderSeries one) in series.Index().Reverse())
        {
            ScottPlot.Plottables.Signal line = plot.Add.Signal(one.Errors, one.Spacing / period, plot.Add.Palette.GetColor(index));
            line.LegendText = index < MostNamed ? one.Label : string.Empty;
            line.LineWidth = 1.5f;
        }

        plot.XLabel(time);
        (double lowest, double highest) = Frame(series);
        double margin = Math.Max(0.1 * (highest - lowest), 1e-3);
        plot.Axes.SetLimits(0, Math.Max(longest, 1) / period, lowest - margin, highest + margin);
    }

    /// <summary>The start-up may be a thousand times larger than what follows: it may leave the frame.</summary>
    private static (double Lowest, double Highest) Frame(IReadOnlyList<WanderSeries> series) => (
        series.Min(one => Math.Min(Lowest(one.Judged), Quantile(one.Errors, 0.02))),
        series.Max(one => Math.Max(Highest(one.Judged), Quantile(one.Errors, 0.98))));

    /// <summary>Frequency over the seconds that end at each sample, ppb.</summary>
    private static double[] Slopes(WanderSeries series, double seconds)
    {
        int samples = Math.Max(1, (int)(seconds / series.Spacing));
        double[] slopes = new double[series.Errors.Length];
        for (int index = samples; index < slopes.Length; index++)
        {
            slopes[index] = (series.Errors[index] - series.Errors[index - samples]) / (samples * series.Spacing);
        }

        return slopes;
    }

    private static void DrawWander(Plot plot, string name, WanderQuantity quantity, IReadOnlyList<WanderSeries> series)
    {
        double longest = 1;
        foreach (WanderSeries one in series)
        {
            (double Interval, double Value)[] curve = [.. WanderCurve.Of(one, quantity)];
            if (curve.Length == 0)
            {
                continue;
            }

            longest = Math.Max(longest, curve[^1].Interval);
            ScottPlot.Plottables.Scatter line = plot.Add.Scatter(curve.Select(point => Math.Log10(point.Interval)).ToArray(), curve.Select(point => Math.Log10(point.Value)).ToArray());
            line.LineWidth = 2;
            line.MarkerSize = 4;
        }

        foreach (string mask in DrawnMasks)
        {
            DrawMask(plot, WanderMasks.Get(mask), quantity, longest);
        }

        plot.Axes.Left.TickGenerator = LogTicks();
        plot.Axes.Bottom.TickGenerator = LogTicks();
        plot.XLabel("observation interval [s]");
        plot.YLabel($"{name} [ns]");
        plot.Grid.MinorLineColor = Colors.Black.WithAlpha(0.05);
        plot.Grid.MinorLineWidth = 1;
        // The curves have the colours of the legend above; the masks are named here.
        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.FontSize = 10;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.7);
    }

    private static void DrawMask(Plot plot, WanderMask mask, WanderQuantity quantity, double longest)
    {
        if (mask.Quantity != quantity)
        {
            return;
        }

        // A hundred points a decade draw the steps of a mask upright.
        double[] intervals = [.. Enumerable.Range(0, (int)(Math.Log10(longest) * 100) + 1).Select(step => Math.Pow(10, step / 100.0)).Where(interval => !double.IsNaN(mask.LimitAt(interval)))];
        if (intervals.Length < 2)
        {
            return;
        }

        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(intervals.Select(Math.Log10).ToArray(), intervals.Select(interval => Math.Log10(mask.LimitAt(interval))).ToArray());
        line.LegendText = mask.Name;
        line.LinePattern = LinePattern.Dashed;
        line.LineWidth = 1.5f;
    }

    /// <summary>A label a decade, a small tick at 2 to 9 times it.</summary>
    private static ScottPlot.TickGenerators.NumericManual LogTicks()
    {
        ScottPlot.TickGenerators.NumericManual ticks = new();
        for (int decade = -6; decade <= 9; decade++)
        {
            ticks.AddMajor(decade, decade is < -3 or > 6 ? FormattableString.Invariant($"1e{decade}") : FormattableString.Invariant($"{Math.Pow(10, decade):#,0.###}"));
            for (int digit = 2; digit <= 9; digit++)
            {
                ticks.AddMinor(decade + Math.Log10(digit));
            }
        }

        return ticks;
    }

    private static double Quantile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];
    }

    private static double Highest(ReadOnlySpan<double> values) => values.IsEmpty ? 0 : values.ToArray().Max();

    private static double Lowest(ReadOnlySpan<double> values) => values.IsEmpty ? 0 : values.ToArray().Min();
}
