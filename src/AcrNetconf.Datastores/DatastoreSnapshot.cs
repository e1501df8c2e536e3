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

    /// <summary>Candidates of sessions that have one of their own, by session-id.</summary>
    public ImmutableDictionary<uint, PrivateCandidate> Private { get; init; } = ImmutableDictionary<uint, PrivateCandidate>.Empty;

    /// <summary>In what a session with a private candidate sees: running as its candidate branched off. Null where candidate is the shared one.</summary>
    public DataTree? BranchedFrom { get; private init; }

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
    public bool CandidateIsModified => !ReferenceEquals(CandidateBase, Candidate);

    /// <summary>What candidate is without uncommitted changes.</summary>
    internal DataTree CandidateBase => BranchedFrom ?? Running;

    /// <summary>The datastores as a session sees them: a session with a private candidate finds it in the place of the shared one.</summary>
    public DatastoreSnapshot SeenBy(RequestOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (!origin.HasPrivateCandidate)
        {
            return this;
        }

        var own = Private.GetValueOrDefault(origin.SessionId) ?? PrivateCandidate.Of(Running);
        return this with
        {
            Candidate = own.Tree,
            CandidateLock = own.Lock,
            CandidateEditor = ReferenceEquals(own.Base, own.Tree) ? null : origin,
            Conditions = own.Conditions,
            BranchedFrom = own.Base,
        };
    }

    /// <summary>The datastores for everybody, after a change of what one session sees of <paramref name="before"/>.</summary>
    internal DatastoreSnapshot ForAll(RequestOrigin origin, DatastoreSnapshot before)
        => BranchedFrom is not { } from
            ? this
            : this with
            {
                Candidate = before.Candidate,
                CandidateLock = before.CandidateLock,
                CandidateEditor = before.CandidateEditor,
                Conditions = before.Conditions,
                BranchedFrom = null,
                Private = Private.SetItem(
                    origin.SessionId,
                    new PrivateCandidate(Private.GetValueOrDefault(origin.SessionId)?.Created ?? from, from, Candidate, CandidateLock) { Conditions = Conditions }),
            };
}
