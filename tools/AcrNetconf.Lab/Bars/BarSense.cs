namespace AcrNetconf.Lab.Bars;

/// <summary>Which side of a limit is good.</summary>
internal enum BarSense
{
    AtMost,
    AtLeast,

    /// <summary>The mean of all runs must reach the limit: for shares of runs.</summary>
    MeanAtLeast,
}
