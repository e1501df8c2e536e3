using System.Collections.Immutable;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores;

/// <summary>One consistent view of all configuration datastores. Immutable.</summary>
/// <param name="Running">Configuration in force.</param>
/// <param name="Candidate">Configuration being prepared; the same reference as running when nothing differs.</param>
/// <param name="CommitId">Number of the last durable commit; 0 before the first.</param>
/// <param name="CommitTime">When running last changed.</param>
/// <param name="RunningLock">Lock on running, or null.</param>
/// <param name="CandidateLock">Lock on candidate, or null.</param>
/// <param name="CandidateEditor">Who last changed an unlocked candidate that differs from running, or null.</param>
/// <param name="Pending">Confirmed commit in progress, or null.</param>
/// <param name="Startup">Configuration of the next start; null when there is no startup datastore.</param>
/// <param name="StartupLock">Lock on startup, or null.</param>
public sealed record DatastoreSnapshot(
    DataTree Running,
    DataTree Candidate,
    long CommitId,
    DateTimeOffset CommitTime,
    DatastoreLock? RunningLock = null,
    DatastoreLock? CandidateLock = null,
    RequestOrigin? CandidateEditor = null,
    PendingConfirm? Pending = null,
    DataTree? Startup = null,
    DatastoreLock? StartupLock = null)
{
    /// <summary>Transaction ids of running.</summary>
    public RunningVersions Versions { get; init; } = RunningVersions.Start(0, DateTimeOffset.UnixEpoch, null);

    /// <summary>Locks on parts of running, oldest first.</summary>
    public ImmutableArray<PartialLock> PartialLocks { get; init; } = [];

    /// <summary>What clients whose edits are in candidate expect running to be when it is committed.</summary>
    internal VersionConditions Conditions { get; init; } = VersionConditions.None;

    /// <summary>The content of a datastore; null when there is none of that name.</summary>
    public DataTree? Find(DatastoreName name) => name switch
    {
        DatastoreName.Running or DatastoreName.Intended => Running,
        DatastoreName.Candidate => Candidate,
        DatastoreName.Startup => Startup,
        _ => null,
    };

    /// <summary>True when candidate holds uncommitted changes.</summary>
    public bool CandidateIsModified => !ReferenceEquals(Running, Candidate);
}
