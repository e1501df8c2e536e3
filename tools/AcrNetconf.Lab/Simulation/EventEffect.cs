namespace AcrNetconf.Lab.Simulation;

/// <summary>What an event of a scenario did to the recovered clock.</summary>
/// <param name="Second">When it happened.</param>
/// <param name="ExcursionPpb">Largest departure of the 10 s frequency from before, until the next event.</param>
/// <param name="DetectedAfterSeconds">When the servo counted a route change; null when it did not.</param>
internal sealed record EventEffect(double Second, double ExcursionPpb, double? DetectedAfterSeconds);
