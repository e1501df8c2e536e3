namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>Least squares through the blocks' percentiles: the lowest tenth of each block. Between mean and minimum.</summary>
internal sealed class PercentileEstimator : ILineEstimator
{
    /// <inheritdoc/>
    public string Name => "percentile";

    /// <inheritdoc/>
    public bool TryFit(in BlockWindow window, double slope, out LineEstimate line) =>
        LeastSquares.TryFit(window, BlockStatistic.Percentile, slope, out line);
}
