using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Ptp.Selection;

/// <summary>Selection of the telecom slave model (G.8265.1 §6.7): quality level, then local priority; pure.</summary>
internal static class TelecomSelection
{
    /// <summary>The server to trace, or null for none.</summary>
    /// <remarks>
    /// Non-reversion (§6.8.3) keeps the current server among equals of the best level. The other reading, keeping it even against a better
    /// level, would leave a network on a worse clock than it has.
    /// </remarks>
    public static byte? Choose(ReadOnlySpan<ServerCandidate> candidates, byte? current, byte? manual, Reversion reversion)
    {
        ServerCandidate? best = null;
        ServerCandidate? kept = null;
        foreach (ServerCandidate candidate in candidates)
        {
            if (!candidate.IsQualified)
            {
                continue;
            }

            if (candidate.Id == manual)
            {
                return manual;
            }

            if (candidate.Id == current)
            {
                kept = candidate;
            }

            if (best is not { } leader || IsBetter(candidate, leader))
            {
                best = candidate;
            }
        }

        if (reversion == Reversion.NonRevertive && kept is { } held && best is { } first && held.Rank == first.Rank)
        {
            return held.Id;
        }

        return best?.Id;
    }

    private static bool IsBetter(in ServerCandidate left, in ServerCandidate right) =>
        (left.Rank, left.Priority, left.Id).CompareTo((right.Rank, right.Priority, right.Id)) < 0;
}
