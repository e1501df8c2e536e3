using System.Collections.Immutable;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Commit and confirmed commit (RFC 6241 §8.3.4, §8.4).</content>
public sealed partial class CommitCoordinator
{
    private async ValueTask<ImmutableArray<Violation>> Commit(RequestOrigin origin, CommitRequest request)
    {
        if ((InUse(origin, DatastoreName.Running) ?? InUse(origin, DatastoreName.Candidate)) is { } refusal)
        {
            return [refusal];
        }

        var (wanted, conflicts) = ToCommit(origin, ConflictResolution.RevertOnConflict);
        if (!conflicts.IsEmpty)
        {
            return conflicts;
        }

        var errors = await CommitTreeAsync(origin, wanted, CommitKind.Commit, request);
        if (errors.IsEmpty && origin.HasPrivateCandidate)
        {
            Rebase(origin, _stores.Running, _stores.Running);
        }

        return errors;
    }

    /// <summary>Makes a tree running on somebody's behalf: may they, is it valid, and then the whole way.</summary>
    private async ValueTask<ImmutableArray<Violation>> CommitTreeAsync(RequestOrigin origin, DataTree wanted, CommitKind kind, CommitRequest request)
    {
        if ((MayCommit(origin, request) ?? MayGate(request)) is { } refusal)
        {
            return [refusal];
        }

        var now = Seen(origin);
        if (now.CandidateIsModified && now.Conditions.Check(now) is { IsEmpty: false } outdated)
        {
            return outdated;
        }

        var change = DataDiff.Between(now.Running, wanted);
        if (RefusedInRunning(origin, change) is { IsEmpty: false } refused)
        {
            return refused;
        }

        var violations = ModelChecks.Validate(now.Running, wanted, _indexes);
        if (!violations.IsEmpty)
        {
            return violations;
        }

        // Without a gate: only its author's word then keeps a confirmed commit, so being locked out takes it back.
        var isGuarded = change.IsEmpty || (request.Confirmed && request.Gate is null);
        if (!isGuarded && Unguarded(origin, now.Running, wanted) is { } lockOut)
        {
            return [lockOut];
        }

        // A follow-up confirmed commit restarts the timer; what is returned to stays the configuration before the first one.
        var pending = request.Confirmed
            ? new PendingConfirm(
                now.Pending?.Owner ?? origin,
                request.Persist ?? (now.Pending is null ? null : now.Pending.Persist),
                _time.GetUtcNow() + TimeSpan.FromSeconds(request.TimeoutSeconds),
                now.Pending?.RevertTo ?? now.CommitId,
                request.Gate ?? now.Pending?.Gate)
            : null;
        var errors = await ChangeRunningAsync(origin, wanted, request.Confirmed ? CommitKind.ConfirmedCommit : kind, request, pending);
        if (errors.IsEmpty)
        {
            _beforePending = pending is null ? null : now.Pending is null ? now.Running : _beforePending;
            NotifyConfirm(origin, now.Pending, pending, request);
        }

        return errors;
    }

    private Violation? Unguarded(RequestOrigin origin, DataTree from, DataTree to)
        => origin.SessionId == 0 ? null : _guards.Select(guard => guard.Check(origin, from, to)).FirstOrDefault(refusal => refusal is not null);

    /// <summary>The whole way from a valid tree to running: plan, prepare, log, apply, publish, notify.</summary>
    private async ValueTask<ImmutableArray<Violation>> ChangeRunningAsync(
        RequestOrigin origin, DataTree wanted, CommitKind kind, CommitRequest request, PendingConfirm? pending)
    {
        var started = _time.GetTimestamp();
        var now = _stores.Current;
        var diff = DataDiff.Between(now.Running, wanted);
        if (diff.IsEmpty)
        {
            return ChangePendingOnly(now, wanted, pending, kind);
        }

        var plan = CommitPlanner.Plan(_features.Bindings, b => InForce(b, now.Running), wanted, diff);
        if (request.MaximumImpact is { } limit && plan.Impact > limit)
        {
            return ImpactLimit.Exceeding(plan, limit);
        }

        var resolved = now.Pending is null ? [] : PendingCommits(now.Pending);
        var record = NewRecord(origin, kind, plan.Impact, request.Comment, request.Label, wanted, diff);
        var result = await _applier.RunAsync(plan, () => MakeDurable(record, pending, wanted), CancellationToken.None);
        if (result.Refusal is { } refusal)
        {
            return [refusal];
        }

        if (result.FaultedChange is { } faulted)
        {
            foreach (var component in result.NotUndone)
            {
                MarkFaulted(component, "the way back failed", wanted);
            }

            return UndoCommit(record, now, faulted, result.FaultMessage!); // a fault always has its message
        }

        foreach (var change in plan.Changes)
        {
            Restored(change);
        }

        _stores.Publish(Following(now, wanted, wanted, kind) with
        {
            Running = wanted,
            CommitId = record.Id,
            CommitTime = record.Time,
            Pending = pending,
            Versions = now.Versions.After(diff, record.Id, record.Time),
        });
        ArmConfirmTimer(pending);
        LogCommitted(_logger, record.Id, origin, plan.Changes.Length, plan.Impact);
        _observers.OnCommitted(new CommitNotice(record.Id, record.Time, origin, kind, diff, plan));
        Conclude(record, pending is null ? CommitOutcome.Applied : CommitOutcome.Pending, _time.GetElapsedTime(started), null, null);
        if (pending is null)
        {
            NotifyResolved(resolved, kind, request.Comment, kind == CommitKind.Revert ? record.Id : null);
        }

        return [];
    }

    private ImmutableArray<Violation> ChangePendingOnly(DatastoreSnapshot now, DataTree wanted, PendingConfirm? pending, CommitKind kind)
    {
        var resolved = now.Pending is null || pending is not null ? [] : PendingCommits(now.Pending);
        if (now.Pending is not null || pending is not null)
        {
            try
            {
                _log.SetPending(pending, kind == CommitKind.Revert ? CommitOutcome.Reverted : CommitOutcome.Confirmed);
            }
            catch (IOException fault)
            {
                return [new Violation("operation-failed", null, null, fault.Message)];
            }
        }

        _stores.Publish(Following(now, wanted, now.Running, kind) with { Pending = pending });
        ArmConfirmTimer(pending);
        NotifyResolved(resolved, kind, null, null);
        return [];
    }

    /// <summary>The datastores with candidate as it is once <paramref name="wanted"/> runs, as the tree <paramref name="running"/>.</summary>
    /// <remarks>
    /// A commit of candidate leaves it clean, and a clean candidate goes where running goes. Changes that wait in candidate are somebody's work:
    /// direct writes to running pass them by; a revert takes those nobody has locked along, for they may build on what is reverted.
    /// </remarks>
    private static DatastoreSnapshot Following(DatastoreSnapshot now, DataTree wanted, DataTree running, CommitKind kind)
    {
        var isKept = now.CandidateIsModified && !ReferenceEquals(wanted, now.Candidate)
            && (kind != CommitKind.Revert || now.CandidateLock is not null)
            && !DataDiff.Between(running, now.Candidate).IsEmpty;
        var after = isKept ? now : now with { Candidate = running, CandidateEditor = null };
        return kind == CommitKind.Revert ? GivenBack(after, running) : after;
    }

    /// <summary>The next record of the log. Its edit leads from what the log holds, which a failed write may have left behind running.</summary>
    private CommitRecord NewRecord(RequestOrigin origin, CommitKind kind, Impact impact, string? comment, string? label, DataTree wanted, DataDiff fromRunning)
        => new(
            _log.LastId + 1, _time.GetUtcNow(), kind, origin.User, origin.SessionId, origin.Source, impact, comment, label,
            EditWriter.Write(ReferenceEquals(_logged, fromRunning.From) ? fromRunning : DataDiff.Between(_logged, wanted)))
        {
            Trace = origin.Trace,
        };

    private Violation? MakeDurable(CommitRecord record, PendingConfirm? pending, DataTree wanted)
    {
        try
        {
            _log.Append(record, pending, () => EditWriter.WriteSnapshot(wanted));
            _logged = wanted;
            return null;
        }
        catch (IOException fault)
        {
            return new Violation("operation-failed", null, null, fault.Message);
        }
    }

    /// <summary>A component failed after the commit was durable: log the way back, so that a restart agrees with what runs.</summary>
    private ImmutableArray<Violation> UndoCommit(CommitRecord record, DatastoreSnapshot before, PlannedChange faulted, string message)
    {
        MarkFaulted(faulted.Component, $"applying a prepared change failed: {message}", _nothing);
        var undo = NewRecord(
            RequestOrigin.System, CommitKind.Revert, record.Impact, $"component {faulted.Component} failed: {message}", null, before.Running, DataDiff.Between(_logged, before.Running));
        if (MakeDurable(undo, before.Pending, before.Running) is { } logFailure)
        {
            // What runs is right, what is on disk is not: the retry writes it again.
            LogBehind(_logger, logFailure.Message);
            _stores.Publish(before with { CommitId = record.Id });
        }
        else
        {
            _stores.Publish(before with { CommitId = undo.Id });
            Conclude(undo, CommitOutcome.Applied, null, null, null);
        }

        Conclude(record, CommitOutcome.Undone, null, $"component {faulted.Component} failed: {message}", undo.Id);
        return [new Violation("operation-failed", null, faulted.Target, $"{faulted.Target}: {faulted.Component} failed while applying the change, which was undone: {message}")];
    }

    /// <summary>Notes what became of a commit and tells the observers.</summary>
    private void Conclude(CommitRecord record, CommitOutcome outcome, TimeSpan? duration, string? reason, long? revertedBy)
    {
        try
        {
            _log.Note(record.Id, outcome, duration);
        }
        catch (IOException fault)
        {
            // The commit itself is durable; its outcome reads as recovered.
            LogBehind(_logger, fault.Message);
        }

        _observers.OnOutcome(new OutcomeNotice(record with { Outcome = outcome, Duration = duration }, reason, revertedBy));
    }
}
