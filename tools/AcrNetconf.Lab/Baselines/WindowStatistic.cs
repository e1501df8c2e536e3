namespace AcrNetconf.Lab.Baselines;

/// <summary>Which number a window of packets is reduced to.</summary>
internal enum WindowStatistic
{
    Mean,

    /// <summary>Mean of the lowest hundredth.</summary>
    Percentile,
    Minimum,
}
