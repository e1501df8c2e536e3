namespace AcrNetconf.Lab.Simulation;

/// <summary>How a clock without packets kept time.</summary>
/// <param name="WorstShareOfLimit">Largest phase error as a share of the G.8263 formula.</param>
/// <param name="FrequencyErrorPpb">Mean frequency error over the whole holdover.</param>
/// <param name="BoundPpb">Two standard deviations as the servo published them at the end.</param>
/// <param name="BoundHolds">True when at every full hour the mean error since the start was within the bound published then.</param>
internal sealed record HoldoverResult(double WorstShareOfLimit, double FrequencyErrorPpb, double BoundPpb, bool BoundHolds);
