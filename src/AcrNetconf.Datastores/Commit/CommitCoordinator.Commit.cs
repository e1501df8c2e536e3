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
        var refusal = InUse(origin, DatastoreName.Running) ?? InUse(origin, DatastoreName.Candidate) ?? MayCommit(origin, request);
        if (refusal is not null)
        {
            return [refusal];
        }

        var now = _stores.Current;
        if (now.CandidateIsModified && now.Conditions.Check(now) is { IsEmpty: false } outdated)
        {
            return outdated;
        }

        if (Refused(origin, DataDiff.Between(now.Running, now.Candidate)) is { IsEmpty: false } refused)
        {
            return refused;
        }

        var violations = ModelChecks.Validate(now.Running, now.Candidate, _indexes);
        if (!violations.IsEmpty)
        {
            return violations;
        }

        // A follow-up confirmed commit restarts the timer; what is returned to stays the configuration before the first one.
        var pending = request.Confirmed
            ? new PendingConfirm(
                now.Pending?.Owner ?? origin,
                request.Persist ?? (now.Pending is null ? null : now.Pending.Persist),
                _time.GetUtcNow() + TimeSpan.FromSeconds(request.TimeoutSeconds),
                now.Pending?.RevertTo ?? now.CommitId)
            : null;
        var kind = request.Confirmed ? CommitKind.ConfirmedCommit : CommitKind.Commit;
        var errors = await ChangeRunningAsync(origin, now.Candidate, kind, request, pending);
        if (errors.IsEmpty)
        {
            NotifyConfirm(origin, now.Pending, pending, request);
        }

        return errors;
    }

    private Violation? MayCommit(RequestOrigin origin, CommitRequest request)
    {
        var pending = _stores.Current.Pending;
        if (pending is null)
        {
            return request.PersistId is null
                ? null
                : new Violation("invalid-value", null, null, $"persist-id \"{request.PersistId}\" names no confirmed commit: none is pending");
        }

        if (pending.Persist is not null)
        {
            return pending.Persist == request.PersistId
                ? null
                : new Violation("invalid-value", null, null, request.PersistId is null
                    ? $"a persistent confirmed commit by {pending.Owner} is pending; commit needs its persist-id"
                    : $"persist-id \"{request.PersistId}\" is not the one of the pending confirmed commit");
        }

        if (request.PersistId is not null)
        {
            return new Violation("invalid-value", null, null, $"persist-id \"{request.PersistId}\" names no confirmed commit: the pending one is bound to its session");
        }

        return pending.Owner.SessionId == origin.SessionId
            ? null
            : new Violation("in-use", null, null, $"a confirmed commit by {pending.Owner} is pending until {pending.Deadline:yyyy-MM-ddTHH:mm:ssZ}");
    }

    private void NotifyConfirm(RequestOrigin origin, PendingConfirm? before, PendingConfirm? after, CommitRequest request)
    {
        if (after is not null)
        {
            Notify(new ConfirmNotice(before is null ? ConfirmEvent.Start : ConfirmEvent.Extend, origin, request.TimeoutSeconds));
        }
        else if (before is not null)
        {
            Notify(new ConfirmNotice(ConfirmEvent.Complete, origin, 0));
        }
    }

    private async ValueTask<ImmutableArray<Violation>> CancelCommit(RequestOrigin origin, string? persistId)
    {
        var pending = _stores.Current.Pending;
        if (pending is null)
        {
            return [new Violation("operation-failed", null, null, "no confirmed commit is pending")];
        }

        if (pending.Persist != persistId)
        {
            return [new Violation("invalid-value", null, null, pending.Persist is null
                ? "the pending confirmed commit has no persist-id"
                : "persist-id is not the one of the pending confirmed commit")];
        }

        if (pending.Persist is null && pending.Owner.SessionId != origin.SessionId)
        {
            return [new Violation("in-use", null, null, $"the pending confirmed commit belongs to {pending.Owner}")];
        }

        await RevertAsync(pending, origin, ConfirmEvent.Cancel, $"cancelled by {origin}");
        return [];
    }

    /// <summary>The whole way from a valid tree to running: plan, prepare, log, apply, publish, notify.</summary>
    private async ValueTask<ImmutableArray<Violation>> ChangeRunningAsync(
        RequestOrigin origin, DataTree wanted, CommitKind kind, CommitRequest request, PendingConfirm? pending)
    {
        var now = _stores.Current;
        var diff = DataDiff.Between(now.Running, wanted);
        if (diff.IsEmpty)
        {
            return ChangePendingOnly(now, pending);
        }

        var plan = CommitPlanner.Plan(_features.Bindings, b => InForce(b, now.Running), wanted, diff);
        if (request.MaximumImpact is { } limit && plan.Impact > limit)
        {
            return [.. plan.Changes.Where(c => c.Impact > limit).Select(c => ExceedsImpact(c, limit))];
        }

        var record = new CommitRecord(
            _log.LastId + 1, _time.GetUtcNow(), kind, origin.User, origin.SessionId, origin.Source, plan.Impact, request.Comment, request.Label, EditWriter.Write(diff));
        var result = await _applier.RunAsync(plan, () => MakeDurable(record, pending, wanted), CancellationToken.None);
        if (result.Refusal is { } refusal)
        {
            return [refusal];
        }

        if (result.FaultedChange is { } faulted)
        {
            return UndoCommit(record, now, faulted, result.FaultMessage!); // a fault always has its message
        }

        foreach (var change in plan.Changes)
        {
            Restored(change);
        }

        _stores.Publish(now with
        {
            Running = wanted,
            Candidate = wanted,
            CandidateEditor = null,
            CommitId = record.Id,
            CommitTime = record.Time,
            Pending = pending,
            Versions = now.Versions.After(diff, record.Id, record.Time),
        });
        ArmConfirmTimer(pending);
        LogCommitted(_logger, record.Id, origin, plan.Changes.Length, plan.Impact);
        Notify(new CommitNotice(record.Id, record.Time, origin, kind, diff, plan));
        return [];
    }

    private ImmutableArray<Violation> ChangePendingOnly(DatastoreSnapshot now, PendingConfirm? pending)
    {
        if (now.Pending is not null || pending is not null)
        {
            try
            {
                _log.SetPending(pending);
            }
            catch (IOException fault)
            {
                return [new Violation("operation-failed", null, null, fault.Message)];
            }
        }

        _stores.Publish(now with { Candidate = now.Running, CandidateEditor = null, Pending = pending });
        ArmConfirmTimer(pending);
        return [];
    }

    private Violation? MakeDurable(CommitRecord record, PendingConfirm? pending, DataTree wanted)
    {
        try
        {
            _log.Append(record, pending, () => EditWriter.WriteSnapshot(wanted));
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
        MarkFaulted(faulted.Component, $"applying a prepared change failed: {message}");
        var committed = EditApplier.Apply(before.Running, EditReader.Parse(_stores.Schema, record.Edit)).Tree;
        var back = DataDiff.Between(committed, before.Running);
        var undo = record with
        {
            Id = record.Id + 1,
            Time = _time.GetUtcNow(),
            Kind = CommitKind.Revert,
            User = RequestOrigin.System.User,
            SessionId = 0,
            Source = null,
            Comment = $"component {faulted.Component} failed: {message}",
            Label = null,
            Edit = EditWriter.Write(back),
        };
        var logFailure = MakeDurable(undo, before.Pending, before.Running);
        _stores.Publish(before with { CommitId = logFailure is null ? undo.Id : record.Id });
        return [new Violation("operation-failed", null, faulted.Target, $"{faulted.Target}: {faulted.Component} failed while applying the change, which was undone: {message}")];
    }

    private async ValueTask RevertAsync(PendingConfirm pending, RequestOrigin origin, ConfirmEvent reason, string why)
    {
        LogReverted(_logger, pending.Owner, why);
        var target = Rebuild(pending.RevertTo);
        var candidate = _stores.Current;
        var errors = await ChangeRunningAsync(origin, target, CommitKind.Revert, new CommitRequest { Comment = why }, pending: null);
        if (!errors.IsEmpty)
        {
            // A revert cannot be vetoed: running becomes what it was, the component that refuses is faulted and tried again.
            await ForceRunningAsync(origin, target, CommitKind.Revert, why, errors[0]);
        }

        // Uncommitted changes under somebody's candidate lock survive a revert they have nothing to do with.
        if (candidate.CandidateIsModified && candidate.CandidateLock is not null)
        {
            _stores.Publish(_stores.Current with { Candidate = candidate.Candidate, CandidateEditor = candidate.CandidateEditor });
        }

        Notify(new ConfirmNotice(reason, origin, 0));
    }

    private void ArmConfirmTimer(PendingConfirm? pending)
    {
        _confirmTimer?.Dispose();
        _confirmTimer = pending is null
            ? null
            : _time.CreateTimer(_ => _ = PostAsync(() => ConfirmTimeout(pending), CancellationToken.None), null, Positive(pending.Deadline - _time.GetUtcNow()), Timeout.InfiniteTimeSpan);
    }

    private async ValueTask<ImmutableArray<Violation>> ConfirmTimeout(PendingConfirm expired)
    {
        // Confirmed, prolonged or cancelled while the timer's request waited: then it is somebody else's timer.
        if (ReferenceEquals(_stores.Current.Pending, expired))
        {
            await RevertAsync(expired, RequestOrigin.System, ConfirmEvent.Timeout, "it was not confirmed in time");
        }

        return [];
    }

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private static Violation ExceedsImpact(PlannedChange change, Impact limit)
        => new("operation-failed", "impact-exceeded", change.Leaves.IsEmpty ? change.Target : change.Leaves[0].Path,
            $"{(change.Leaves.IsEmpty ? change.Target : change.Leaves[0].Path)}: the change means {change.Impact.ToString().ToLowerInvariant()} for {change.Component}, "
            + $"the commit allows {limit.ToString().ToLowerInvariant()} at most");

    private void Notify(CommitNotice notice)
    {
        foreach (var observer in _observers)
        {
            observer.OnCommitted(notice);
        }
    }

    private void Notify(ConfirmNotice notice)
    {
        foreach (var observer in _observers)
        {
            observer.OnConfirm(notice);
        }
    }
}
