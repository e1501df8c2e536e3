namespace AcrNetconf.Lab.Analysis;

/// <summary>A record against a mask.</summary>
/// <param name="Mask">Name of the mask.</param>
/// <param name="Passes">True when no interval exceeds it.</param>
/// <param name="WorstShare">Largest value as a share of its limit.</param>
/// <param name="WorstInterval">Where, seconds; NaN when nothing was compared.</param>
public sealed record MaskVerdict(string Mask, bool Passes, double WorstShare, double WorstInterval);
