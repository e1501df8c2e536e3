namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>Least squares through the blocks' minimums: each block's fastest packet. Best while the floor is visited in every block.</summary>
internal sealed class MinimumEstimator : ILineEstimator
{
    /// <inheritdoc/>
    public string Name => "minimum";

    /// <inheritdoc/>
    public bool TryFit(in BlockWindow window, double slope, out LineEstimate line) =>
        LeastSquares.TryFit(window, BlockStatistic.Minimum, slope, out line);
}
