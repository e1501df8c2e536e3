namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>A straight line through one direction's blocks.</summary>
/// <param name="Time">Where <paramref name="Level"/> holds, seconds.</param>
/// <param name="Level">Value at <paramref name="Time"/>, nanoseconds.</param>
/// <param name="Slope">ns/s, which is ppb.</param>
/// <param name="SlopeSigma">One-sigma uncertainty of the slope from the residuals, correlation included, ppb.</param>
internal readonly record struct LineEstimate(double Time, double Level, double Slope, double SlopeSigma)
{
    public double At(double time) => Level + (Slope * (time - Time));
}
