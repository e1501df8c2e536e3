namespace AcrNetconf.Ptp.Selection;

/// <summary>Selection without the frequency profile: master and slave server of the seed document (Context and step 8); pure.</summary>
/// <remarks>
/// Candidates come in slot order. A connected server is kept until its connection fails; then the other one is taken as soon as it is connected, and so on for
/// ever. The slave server is not taken while the master is still being tried for the first time. "The process repeats until the client is connected" is read as:
/// nothing is changed while connected. The other reading, returning to the master when it recovers, is what the frequency profile's revertive mode is for.
/// </remarks>
internal static class SeedSelection
{
    /// <summary>The server to trace, or null for none.</summary>
    public static byte? Choose(ReadOnlySpan<ServerCandidate> candidates, byte? current)
    {
        byte? first = null;
        bool waits = false;
        foreach (ServerCandidate candidate in candidates)
        {
            if (candidate.IsQualified && candidate.Id == current)
            {
                return current;
            }

            if (candidate.IsQualified && first is null && !waits)
            {
                first = candidate.Id;
            }

            waits |= candidate.IsPending;
        }

        return first;
    }
}
