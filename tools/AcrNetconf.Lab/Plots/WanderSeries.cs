namespace AcrNetconf.Lab.Plots;

/// <summary>One curve of a figure.</summary>
/// <param name="Label">As in the legend.</param>
/// <param name="Errors">Time errors, nanoseconds, evenly spaced.</param>
/// <param name="Spacing">Seconds between them.</param>
/// <param name="SettleSeconds">Left out of MTIE and TDEV at the start, at most half.</param>
internal sealed record WanderSeries(string Label, double[] Errors, double Spacing = 1, double SettleSeconds = 0)
{
    /// <summary>What is judged.</summary>
    public ReadOnlySpan<double> Judged => Errors.AsSpan((int)Math.Min(SettleSeconds / Spacing, Errors.Length / 2));
}
