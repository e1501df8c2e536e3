using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>One remembered event.</summary>
/// <param name="Number">Counts up from 1; gaps show what the ring has forgotten.</param>
public sealed record Transition(long Number, PtpEvent Event);
