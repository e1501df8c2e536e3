namespace AcrNetconf.Agent.Hosting.Recording;

/// <summary>Where a recording ends by itself.</summary>
/// <param name="Duration">Since its start.</param>
/// <param name="Octets">Length of the file, never exceeded.</param>
internal sealed record RecordingLimits(TimeSpan Duration, long Octets);
