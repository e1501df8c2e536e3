using System.Collections.Immutable;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Global locks (RFC 6241 §7.5, §7.6) and the end of sessions.</content>
public sealed partial class CommitCoordinator
{
    /// <summary>lock-denied when somebody holds the lock. Any thread.</summary>
    private Violation? Locked(RequestOrigin origin, DatastoreName target)
    {
        var now = Seen(origin);
        if (target == DatastoreName.Running && now.PartialLocks is [var part, ..])
        {
            return LockErrors.Denied(part.Holder.SessionId, $"parts of running are locked by {part.Holder} since {part.Since:yyyy-MM-ddTHH:mm:ssZ}");
        }

        if (LockOn(now, target) is not { } held)
        {
            return null;
        }

        var who = held.Holder.SessionId == origin.SessionId ? "this session" : held.Holder.ToString();
        return LockErrors.Denied(held.Holder.SessionId, $"{Name(target)} is locked by {who} since {held.Since:yyyy-MM-ddTHH:mm:ssZ}");
    }

    private ImmutableArray<Violation> Lock(RequestOrigin origin, DatastoreName target)
    {
        if (Locked(origin, target) is { } denied)
        {
            return [denied];
        }

        var now = Seen(origin);
        if (target == DatastoreName.Running && now.Pending is { } pending && pending.Owner.SessionId != origin.SessionId)
        {
            return [LockErrors.Denied(0, $"running waits for the confirmation of a commit by {pending.Owner} until {pending.Deadline:yyyy-MM-ddTHH:mm:ssZ}")];
        }

        if (target == DatastoreName.Candidate && now.CandidateIsModified && !origin.HasPrivateCandidate)
        {
            var editor = now.CandidateEditor ?? RequestOrigin.System;
            return [LockErrors.Denied(editor.SessionId, $"candidate has uncommitted changes by {editor}; commit or discard-changes first")];
        }

        var granted = new DatastoreLock(origin, _time.GetUtcNow());
        switch (target)
        {
            case DatastoreName.Running:
                _stores.Publish(_stores.Current with { RunningLock = granted });
                return [];
            case DatastoreName.Candidate:
                Publish(origin, now with { CandidateLock = granted });
                return [];
            case DatastoreName.Startup when StartupStore is not null:
                _stores.Publish(_stores.Current with { StartupLock = granted });
                return [];
            default:
                return [new Violation("operation-not-supported", null, null, $"{Name(target)} cannot be locked")];
        }
    }

    private ImmutableArray<Violation> Unlock(RequestOrigin origin, DatastoreName target)
    {
        var now = Seen(origin);
        var held = LockOn(now, target);
        if (held is null)
        {
            return [new Violation("operation-failed", null, null, $"{Name(target)} is not locked")];
        }

        if (held.Holder.SessionId != origin.SessionId)
        {
            return [new Violation("operation-failed", null, null, $"{Name(target)} is locked by {held.Holder}, not by this session")];
        }

        // RFC 6241 §8.3.5.2: changes made under the lock and not committed are discarded with it; a private candidate keeps them.
        Publish(origin, target switch
        {
            DatastoreName.Running => now with { RunningLock = null },
            DatastoreName.Startup => now with { StartupLock = null },
            _ when origin.HasPrivateCandidate => now with { CandidateLock = null },
            _ => now with { CandidateLock = null, Candidate = now.Running, CandidateEditor = null },
        });
        return [];
    }

    private async ValueTask<ImmutableArray<Violation>> EndSession(RequestOrigin origin)
    {
        var now = _stores.Current;
        if (now.RunningLock?.Holder.SessionId == origin.SessionId)
        {
            _stores.Publish(now = now with { RunningLock = null });
        }

        if (now.PartialLocks.Any(l => l.Holder.SessionId == origin.SessionId))
        {
            _stores.Publish(now = now with { PartialLocks = now.PartialLocks.RemoveAll(l => l.Holder.SessionId == origin.SessionId) });
        }

        if (now.StartupLock?.Holder.SessionId == origin.SessionId)
        {
            _stores.Publish(now = now with { StartupLock = null });
        }

        if (now.Private.ContainsKey(origin.SessionId))
        {
            _stores.Publish(now = now with { Private = now.Private.Remove(origin.SessionId) });
        }

        if (now.CandidateLock?.Holder.SessionId == origin.SessionId)
        {
            _stores.Publish(now = now with { CandidateLock = null, Candidate = now.Running, CandidateEditor = null });
        }

        if (now.Pending is { Persist: null } pending && pending.Owner.SessionId == origin.SessionId)
        {
            if (pending.Gate is not null)
            {
                Orphan(pending);
            }
            else
            {
                await RevertAsync(pending, RequestOrigin.System, ConfirmEvent.Cancel, "its session ended");
            }
        }

        return [];
    }

    /// <summary>in-use when somebody else holds the lock (RFC 6241 §7.2, §8.3.4.1).</summary>
    private Violation? InUse(RequestOrigin origin, DatastoreName target)
        => LockOn(Seen(origin), target) is { } held && held.Holder.SessionId != origin.SessionId
            ? new Violation("in-use", null, null, $"{Name(target)} is locked by {held.Holder} since {held.Since:yyyy-MM-ddTHH:mm:ssZ}")
            : null;

    private static DatastoreLock? LockOn(DatastoreSnapshot snapshot, DatastoreName target) => target switch
    {
        DatastoreName.Running => snapshot.RunningLock,
        DatastoreName.Candidate => snapshot.CandidateLock,
        DatastoreName.Startup => snapshot.StartupLock,
        _ => null,
    };

    private static string Name(DatastoreName target) => target switch
    {
        DatastoreName.Running => "running",
        DatastoreName.Candidate => "candidate",
        DatastoreName.Startup => "startup",
        DatastoreName.Intended => "intended",
        _ => "operational",
    };
}
