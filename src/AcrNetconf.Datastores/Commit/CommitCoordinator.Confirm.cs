using System.Collections.Immutable;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Confirmed commits (RFC 6241 §8.4) and those the agent decides by itself.</content>
/// <remarks>
/// A health-gated commit is looked at every second and once more when its time is over. Every look, the time-out, a client's confirmation and
/// its cancellation are requests of the one loop, and each begins by asking whether the commit is still the pending one: exactly one of them
/// decides.
/// </remarks>
public sealed partial class CommitCoordinator
{
    private static readonly TimeSpan GatePeriod = TimeSpan.FromSeconds(1);

    private ITimer? _gateTimer;
    private long _gateFrom;

    // What the pending commit returns to, kept since it began; a commit that waited while the agent was away is read from the log.
    private DataTree? _beforePending;

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
            _observers.OnConfirm(new ConfirmNotice(before is null ? ConfirmEvent.Start : ConfirmEvent.Extend, origin, request.TimeoutSeconds));
        }
        else if (before is not null)
        {
            _observers.OnConfirm(new ConfirmNotice(ConfirmEvent.Complete, origin, 0));
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

        // RFC 6241 §7.5: nobody else changes what a session has locked.
        if (InUse(origin, DatastoreName.Running) is { } locked)
        {
            return [locked];
        }

        if (pending.Persist is null && pending.Owner.SessionId != origin.SessionId && !IsOrphan(pending))
        {
            return [new Violation("in-use", null, null, $"the pending confirmed commit belongs to {pending.Owner}")];
        }

        await RevertAsync(pending, origin, ConfirmEvent.Cancel, $"cancelled by {origin}");
        return [];
    }

    private async ValueTask RevertAsync(PendingConfirm pending, RequestOrigin origin, ConfirmEvent reason, string why)
    {
        LogReverted(_logger, pending.Owner, why);
        var target = _beforePending ?? Rebuild(pending.RevertTo);
        var errors = await ChangeRunningAsync(origin, target, CommitKind.Revert, new CommitRequest { Comment = why }, pending: null);
        if (!errors.IsEmpty)
        {
            // A revert cannot be vetoed: running becomes what it was, the component that refuses is faulted and tried again.
            await ForceRunningAsync(origin, target, CommitKind.Revert, why, errors[0]);
        }

        _observers.OnConfirm(new ConfirmNotice(reason, origin, 0));
    }

    private void ArmConfirmTimer(PendingConfirm? pending)
    {
        _confirmTimer?.Dispose();
        _gateTimer?.Dispose();
        _gateTimer = pending?.Gate is null
            ? null
            : _time.CreateTimer(_ => _ = PostAsync(() => GateTick(pending), CancellationToken.None), null, GatePeriod, GatePeriod);
        _gateFrom = _time.GetTimestamp();
        _confirmTimer = pending is null
            ? null
            : _time.CreateTimer(_ => _ = PostAsync(() => ConfirmTimeout(pending), CancellationToken.None), null, Positive(pending.Deadline - _time.GetUtcNow()), Timeout.InfiniteTimeSpan);
    }

    private async ValueTask<ImmutableArray<Violation>> ConfirmTimeout(PendingConfirm expired)
    {
        // Confirmed, prolonged or cancelled while the timer's request waited: then it is somebody else's timer.
        if (ReferenceEquals(_stores.Current.Pending, expired) && !ConfirmIfHealthy(expired, out var reason))
        {
            await RevertAsync(expired, RequestOrigin.System, ConfirmEvent.Timeout, reason);
        }

        return [];
    }

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private Violation? MayGate(CommitRequest request)
        => request.Gate is not { } gate ? null
            : Health is null ? new Violation("operation-not-supported", null, null, "confirm-when-locked: nothing here says whether a clock is locked")
            : !request.Confirmed ? new Violation("operation-failed", "not-confirmed", null, "confirm-when-locked needs confirmed")
            : gate.LockedForSeconds >= request.TimeoutSeconds ? new Violation(
                "invalid-value", null, null, $"confirm-when-locked: locked-for {gate.LockedForSeconds} s must be shorter than confirm-timeout {request.TimeoutSeconds} s")
            : null;

    private ValueTask<ImmutableArray<Violation>> GateTick(PendingConfirm gated)
    {
        if (ReferenceEquals(_stores.Current.Pending, gated))
        {
            ConfirmIfHealthy(gated, out _);
        }

        return ValueTask.FromResult(ImmutableArray<Violation>.Empty);
    }

    /// <summary>Confirms a gated commit whose condition is met; else says why it is not confirmed.</summary>
    private bool ConfirmIfHealthy(PendingConfirm pending, out string reason)
    {
        reason = "it was not confirmed in time";
        if (pending.Gate is not { } gate || Health is null)
        {
            return false;
        }

        var health = Health.Assess();
        var needed = TimeSpan.FromSeconds(gate.LockedForSeconds);
        var since = _time.GetElapsedTime(_gateFrom);
        var healthyFor = health.HealthyFor is { } time ? (time < since ? time : since) : TimeSpan.Zero;
        if (healthyFor < needed)
        {
            reason = health.HealthyFor is null
                ? $"the clock was not traced and locked in time: {health.Reason}"
                : $"the clock was traced and locked for {healthyFor.TotalSeconds:0.#} s only when the time was over, not for {gate.LockedForSeconds} s";
            return false;
        }

        var commits = PendingCommits(pending);
        try
        {
            _log.SetPending(null, CommitOutcome.Confirmed);
        }
        catch (IOException fault)
        {
            // Not durable means not confirmed: the next look tries again, and the time-out takes it back.
            reason = $"the confirmation could not be made durable: {fault.Message}";
            return false;
        }

        reason = $"{health.Reason} for {gate.LockedForSeconds} s";
        _stores.Publish(_stores.Current with { Pending = null });
        ArmConfirmTimer(null);
        LogConfirmedByHealth(_logger, pending.Owner, reason);
        _observers.OnConfirm(new ConfirmNotice(ConfirmEvent.Complete, RequestOrigin.System, 0));
        NotifyResolved(commits, CommitKind.Commit, reason, null);
        return true;
    }

    /// <summary>A gated commit whose session is gone: nobody can prove to own it, so anybody with the right to may cancel it.</summary>
    private static bool IsOrphan(PendingConfirm pending) => pending.Gate is not null && pending.Owner.SessionId == 0;

    /// <summary>The session of a gated commit ended: the agent decides from now on.</summary>
    private void Orphan(PendingConfirm pending)
    {
        var orphan = pending with { Owner = pending.Owner with { SessionId = 0 } };
        var from = _gateFrom;
        _stores.Publish(_stores.Current with { Pending = orphan });
        ArmConfirmTimer(orphan);
        _gateFrom = from;
    }

    /// <summary>The commits a pending confirmed commit consists of, oldest first.</summary>
    private ImmutableArray<CommitRecord> PendingCommits(PendingConfirm pending)
    {
        var count = (int)Math.Min(_log.LastId - pending.RevertTo, 1000);
        return count <= 0 ? [] : [.. _log.List(count).Where(r => r.Kind == CommitKind.ConfirmedCommit && r.Id > pending.RevertTo && r.Outcome != CommitOutcome.Undone).Reverse()];
    }

    private void NotifyResolved(ImmutableArray<CommitRecord> commits, CommitKind by, string? reason, long? revertedBy)
    {
        foreach (var record in commits)
        {
            var outcome = by is CommitKind.Revert or CommitKind.Load ? CommitOutcome.Reverted : CommitOutcome.Confirmed;
            _observers.OnOutcome(new OutcomeNotice(record with { Outcome = outcome }, reason, revertedBy));
        }
    }
}
