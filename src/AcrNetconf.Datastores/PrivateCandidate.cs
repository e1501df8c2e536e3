using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores;

/// <summary>The candidate of one session (draft-ietf-netconf-privcand): a branch of running, and a branch is a reference. Immutable.</summary>
/// <param name="Created">Running when the session first used its candidate.</param>
/// <param name="Base">Running when the branch was last updated; what the session changed is the difference from here.</param>
/// <param name="Tree">The configuration being prepared.</param>
/// <param name="Lock">The session's own lock on it, or null; nobody else could take one.</param>
public sealed record PrivateCandidate(DataTree Created, DataTree Base, DataTree Tree, DatastoreLock? Lock = null)
{
    /// <summary>What the session expects running to be when it commits.</summary>
    internal VersionConditions Conditions { get; init; } = VersionConditions.None;

    /// <summary>A new branch.</summary>
    internal static PrivateCandidate Of(DataTree running) => new(running, running, running);
}
