using System.Collections.Immutable;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Start from the log, faulted components and their retry, stop.</content>
public sealed partial class CommitCoordinator
{
    /// <summary>Rebuilds running from the log, reverts a confirmed commit the last run left pending, starts every component.</summary>
    /// <param name="load">Configuration that replaces what the log holds, or null.</param>
    /// <returns>What is wrong with <paramref name="load"/> or with the startup datastore; empty on success. A component that cannot start does not fail the start.</returns>
    public async ValueTask<ImmutableArray<Violation>> StartAsync(DataTree? load)
    {
        var pending = _log.LoadPending();
        var lastId = _log.LastId;
        var running = Rebuild(lastId);
        var now = _stores.Current with { Running = running, Candidate = running, CommitId = lastId, CommitTime = TimeOf(lastId) ?? _time.GetUtcNow() };
        now = now with { Versions = RunningVersions.Start(lastId, now.CommitTime, TimeOf(1)) };
        _logged = running;
        _stores.Publish(now);

        // Components run nothing yet; each is started by itself so that one that cannot start does not keep the others down.
        foreach (var binding in _features.Bindings)
        {
            _faulted[binding] = _nothing;
        }

        if (pending?.Gate is not null && pending.Deadline > _time.GetUtcNow())
        {
            // Asked to depend on the clock and not on the session: the agent goes on waiting for it.
            var resumed = pending with { Owner = pending.Owner with { SessionId = 0 } };
            _stores.Publish(now with { Pending = resumed });
            ArmConfirmTimer(resumed);
        }
        else if (pending is not null)
        {
            // RFC 6241 §8.4.1: a restart before the confirmation reverts, persistent or not.
            var why = pending.Gate is null ? "the agent restarted before the confirmation" : "the time was over while the agent was not running";
            await ForceRunningAsync(RequestOrigin.System, Rebuild(pending.RevertTo), CommitKind.Revert, why, null);
            LogReverted(_logger, pending.Owner, why);
        }

        if (await StartFromStartupAsync() is { IsEmpty: false } unfit)
        {
            return unfit;
        }

        if (load is not null)
        {
            var violations = Validator.Validate(load, ValidationScope.Config);
            if (!violations.IsEmpty)
            {
                return violations;
            }

            load = _features.Rewrites.Apply(DataDiff.Between(_stores.Running, load));
            await ForceRunningAsync(RequestOrigin.System, load, CommitKind.Load, "loaded from a file at start", null);
        }

        await RetryFaultedAsync();
        _loop = RunAsync();
        return [];
    }

    private DateTimeOffset? TimeOf(long commitId) => _log.List(1, commitId + 1) is [{ } record] && record.Id == commitId ? record.Time : null;

    /// <summary>Changes running whatever components say; those that refuse are faulted and tried again.</summary>
    private async ValueTask ForceRunningAsync(RequestOrigin origin, DataTree wanted, CommitKind kind, string why, Violation? firstRefusal)
    {
        var now = _stores.Current;
        var diff = DataDiff.Between(now.Running, wanted);
        var plan = CommitPlanner.Plan(_features.Bindings, b => InForce(b, now.Running), wanted, diff);
        var resolved = _log.LoadPending() is { } pending ? PendingCommits(pending) : [];
        CommitRecord? record = null;
        if (diff.IsEmpty && ReferenceEquals(_logged, now.Running))
        {
            ForgetPending();
        }
        else
        {
            record = NewRecord(origin, kind, plan.Impact, why, null, wanted, diff);
            now = now with { Versions = now.Versions.After(diff, record.Id, record.Time) };
            if (MakeDurable(record, null, wanted) is { } logFailure)
            {
                // Running goes back all the same; the retry writes it. Should the agent die first, the restart goes back too.
                LogBehind(_logger, logFailure.Message);
                record = null;
            }
            else
            {
                now = now with { CommitId = record.Id, CommitTime = record.Time };
            }
        }

        foreach (var binding in _features.Bindings)
        {
            _faulted.TryAdd(binding, now.Running);
        }

        _stores.Publish(Following(now, wanted, wanted, kind) with { Running = wanted, Pending = null });
        ArmConfirmTimer(null);
        if (firstRefusal is not null)
        {
            LogComponentFaulted(_logger, firstRefusal.Path?.ToString() ?? "component", firstRefusal.Message);
            await RetryFaultedAsync();
        }

        if (!diff.IsEmpty)
        {
            _observers.OnCommitted(new CommitNotice(now.CommitId, now.CommitTime, origin, kind, diff, plan));
        }

        if (record is not null)
        {
            Conclude(record, CommitOutcome.Applied, null, why, null);
        }

        NotifyResolved(resolved, kind, why, record?.Id);
    }

    private void ForgetPending()
    {
        try
        {
            _log.SetPending(null, CommitOutcome.Reverted);
        }
        catch (IOException fault)
        {
            LogBehind(_logger, fault.Message);
        }
    }

    /// <summary>Writes what a failed write kept from the log.</summary>
    private void CatchUpLog()
    {
        var now = _stores.Current;
        if (ReferenceEquals(_logged, now.Running))
        {
            return;
        }

        var record = NewRecord(
            RequestOrigin.System, CommitKind.Revert, Impact.None, "written after the commit log could not be", null, now.Running, DataDiff.Between(_logged, now.Running));
        if (MakeDurable(record, now.Pending, now.Running) is null)
        {
            _stores.Publish(now with { CommitId = record.Id, CommitTime = record.Time });
            Conclude(record, CommitOutcome.Applied, null, null, null);
        }
    }

    /// <summary>The tree a component runs: running, unless it is faulted.</summary>
    private DataTree InForce(ComponentBinding binding, DataTree running) => _faulted.TryGetValue(binding, out var inForce) ? inForce : running;

    /// <param name="component">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="inForce">What it runs as far as anybody knows.</param>
    private void MarkFaulted(string component, string reason, DataTree inForce)
    {
        var binding = _features.Bindings.First(b => b.Name == component);
        _faulted[binding] = inForce;
        LogComponentFaulted(_logger, component, reason);
        ScheduleRetry();
    }

    private void Restored(PlannedChange change)
    {
        var binding = _features.Bindings.First(b => b.Name == change.Component);
        if (_faulted.Remove(binding))
        {
            LogComponentRestored(_logger, binding.Name);
        }
    }

    private async ValueTask RetryFaultedAsync()
    {
        CatchUpLog();
        var running = _stores.Running;
        foreach (var binding in _features.Bindings.Where(_faulted.ContainsKey).ToArray())
        {
            var change = binding.Plan(_faulted[binding], running);
            if (change is null)
            {
                _faulted.Remove(binding);
                continue;
            }

            var result = await _applier.RunAsync(new CommitPlan([change]), () => null, CancellationToken.None);
            if (result.IsOk)
            {
                _faulted.Remove(binding);
            }
            else
            {
                LogComponentFaulted(_logger, binding.Name, result.Refusal?.Message ?? result.FaultMessage ?? "");
            }
        }

        ScheduleRetry();
    }

    private void ScheduleRetry()
    {
        _retryTimer?.Dispose();
        _retryTimer = (_faulted.Count == 0 && ReferenceEquals(_logged, _stores.Running)) || _stopping.IsCancellationRequested
            ? null
            : _time.CreateTimer(_ => _ = PostAsync(RetryRequest, CancellationToken.None), null, RetryFaultedAfter, Timeout.InfiniteTimeSpan);
    }

    private async ValueTask<ImmutableArray<Violation>> RetryRequest()
    {
        await RetryFaultedAsync();
        return [];
    }

    private async ValueTask StopComponentsAsync()
    {
        var running = _stores.Running;
        var plan = CommitPlanner.Plan(_features.Bindings, b => InForce(b, running), _nothing, DataDiff.Between(running, _nothing));
        await _applier.RunAsync(plan, () => null, CancellationToken.None);
    }
}
