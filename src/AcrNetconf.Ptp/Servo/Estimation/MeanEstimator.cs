namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>Least squares through the blocks' means: every packet counts. Best while the load is steady.</summary>
internal sealed class MeanEstimator : ILineEstimator
{
    /// <inheritdoc/>
    public string Name => "mean";

    /// <inheritdoc/>
    public bool TryFit(in BlockWindow window, double slope, out LineEstimate line) =>
        LeastSquares.TryFit(window, BlockStatistic.Mean, slope, out line);
}
