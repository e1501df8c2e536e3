namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>What the bank believes after one evaluation.</summary>
/// <param name="SlopePpb">How much faster than the server the free-running oscillator is, in ppb.</param>
/// <param name="SigmaPpb">One-sigma uncertainty, in ppb.</param>
/// <param name="WindowSeconds">Length of the data it rests on.</param>
/// <param name="Estimator">Name for operators: <c>lower-hull</c>, and the direction unless both are used.</param>
/// <param name="RunnerUp">Next best estimator on the same data; null when there is none.</param>
/// <param name="RunnerUpRatio">Its uncertainty as a multiple of the one in use.</param>
internal readonly record struct BankEstimate(
    double SlopePpb, double SigmaPpb, double WindowSeconds, string Estimator, string? RunnerUp = null, double RunnerUpRatio = 0)
{
    public static BankEstimate None { get; } = new(0, double.MaxValue, 0, "none");
}
