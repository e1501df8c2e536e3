namespace AcrNetconf.Ptp.Servo.Monitoring;

/// <summary>Wander over one observation interval, in nanoseconds.</summary>
/// <param name="Seconds">Observation interval.</param>
/// <param name="Mtie">Largest peak-to-peak; never below the true one of the series, up to a tenth of the interval more is looked at.</param>
/// <param name="Tdev">Null while the record is shorter than three intervals.</param>
public readonly record struct WanderPoint(int Seconds, double Mtie, double? Tdev);
