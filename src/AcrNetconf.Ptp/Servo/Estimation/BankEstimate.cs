namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>What the bank believes after one evaluation.</summary>
/// <param name="SlopePpb">How much faster than the server the free-running oscillator is, in ppb.</param>
/// <param name="SigmaPpb">One-sigma uncertainty, in ppb.</param>
/// <param name="WindowSeconds">Length of the data it rests on.</param>
/// <param name="Estimator">Name for operators: <c>lower-hull</c>, and the direction unless both are used.</param>
internal readonly record struct BankEstimate(double SlopePpb, double SigmaPpb, double WindowSeconds, string Estimator);
