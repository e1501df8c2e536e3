namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>The whole delay distribution moved, as when a route changes.</summary>
/// <param name="Time">First block after the step, seconds.</param>
/// <param name="Nanoseconds">Positive when the path became longer.</param>
internal readonly record struct FloorStep(double Time, double Nanoseconds);
