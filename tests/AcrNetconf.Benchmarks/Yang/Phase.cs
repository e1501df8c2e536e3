namespace AcrNetconf.Benchmarks.Yang;

/// <summary>What one change consists of.</summary>
internal enum Phase
{
    Edit,
    Diff,
    Normalise,
    Validate,
}
