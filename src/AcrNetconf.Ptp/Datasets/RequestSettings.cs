using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>What is asked of a server for one message type.</summary>
/// <param name="Interval">Announce −3..4, others −7..4.</param>
/// <param name="DurationSeconds">60..1000.</param>
public readonly record struct RequestSettings(LogInterval Interval, int DurationSeconds);
