namespace AcrNetconf.Lab.Baselines;

/// <summary>Constants of ptp4l's PI controller as its manual gives them for a sync interval: <c>min(scale · interval^exponent, norm_max / interval)</c>.</summary>
/// <param name="Proportional">kp: ppb per nanosecond of offset.</param>
/// <param name="Integral">ki: ppb per nanosecond of offset and update.</param>
internal readonly record struct PiConstants(double Proportional, double Integral)
{
    /// <summary>Waited between the two offsets of the first frequency estimate, seconds: longer the slower the integral is.</summary>
    public double EstimateSeconds => Math.Min(0.016 / Integral, 1000);

    /// <summary>Defaults with hardware timestamps; at 16 Sync a second 1.61 and 0.0990.</summary>
    public static PiConstants Hardware(double interval) => For(interval, 0.7, 0.3);

    /// <summary>Defaults with software timestamps; at 16 Sync a second 0.230 and 0.000330, which ptp4l 3.1.1 logs too.</summary>
    public static PiConstants Software(double interval) => For(interval, 0.1, 0.001);

    private static PiConstants For(double interval, double proportionalScale, double integralScale) => new(
        Math.Min(proportionalScale * Math.Pow(interval, -0.3), 0.7 / interval),
        Math.Min(integralScale * Math.Pow(interval, 0.4), 0.3 / interval));
}
