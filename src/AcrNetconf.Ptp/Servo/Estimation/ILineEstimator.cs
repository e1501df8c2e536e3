namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>One way to draw a line under or through the blocks. Stateless; fits are pure functions of the window.</summary>
internal interface ILineEstimator
{
    /// <summary>Name shown to operators.</summary>
    string Name { get; }

    /// <summary>Fits a line; false with too few blocks.</summary>
    /// <param name="window">At least a few blocks.</param>
    /// <param name="slope">Slope believed so far, ns/s; only for numerical ease and for choosing minima.</param>
    bool TryFit(in BlockWindow window, double slope, out LineEstimate line);
}
