namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>How fast a free-running oscillator changes its frequency.</summary>
/// <param name="PpbPerSecond">Linear drift; 0 when none is known.</param>
/// <param name="Sigma">Its one-sigma uncertainty.</param>
internal readonly record struct OscillatorDrift(double PpbPerSecond, double Sigma);
