using System.Collections.Immutable;
using AcrNetconf.Yang.Validation;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Datastores.Commit;

/// <summary>Runs a plan: everything that can fail fails in prepare, the log makes it durable, apply only swaps.</summary>
/// <remarks>
/// <code>
/// prepare 1..n ──refused at k──▶ abort k-1..1 ──▶ the refusal
///    │ all ready
/// log          ──failed───────▶ abort n..1   ──▶ operation-failed
///    │ durable
/// apply 1..n   ──throws (a bug, dead hardware)──▶ inverse of 1..k-1, the component is faulted
/// </code>
/// </remarks>
internal sealed partial class TwoPhaseApplier(ILogger logger)
{
    /// <summary>Runs <paramref name="plan"/>; <paramref name="makeDurable"/> is called between prepare and apply.</summary>
    /// <returns>Ok, a refusal with nothing changed, or a fault with the way back already run.</returns>
    public async ValueTask<ApplyResult> RunAsync(CommitPlan plan, Func<Violation?> makeDurable, CancellationToken cancellationToken)
    {
        var prepared = new List<IPreparedChange>(plan.Changes.Length);
        foreach (var change in plan.Changes)
        {
            var outcome = await PrepareAsync(change, cancellationToken);
            if (outcome.Prepared is null)
            {
                await AbortAsync(plan, prepared);
                return ApplyResult.Refused(outcome.Refusal!); // PrepareOutcome guarantees one of the two
            }

            prepared.Add(outcome.Prepared);
        }

        if (makeDurable() is { } logFailure)
        {
            await AbortAsync(plan, prepared);
            return ApplyResult.Refused(logFailure);
        }

        for (var i = 0; i < prepared.Count; i++)
        {
            try
            {
                await prepared[i].ApplyAsync();
            }
            catch (Exception fault)
            {
                // The rest was never applied; it gives its resources back, then what was applied is undone.
                LogApplyFault(logger, plan.Changes[i].Component, fault);
                await AbortAsync(plan, prepared, firstIndex: i + 1);
                return ApplyResult.Faulted(plan.Changes[i], fault.Message, await UndoAsync(plan, appliedCount: i, cancellationToken));
            }
        }

        return ApplyResult.Ok;
    }

    private async ValueTask<PrepareOutcome> PrepareAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        try
        {
            return await change.PrepareAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Prepare is where things may fail; an unforeseen failure refuses this commit and nothing else.
            LogPrepareFault(logger, change.Component, fault);
            return PrepareOutcome.Refused(new Violation(
                "operation-failed", null, change.Target, $"{change.Target}: {change.Component} cannot take the configuration: {fault.Message}"));
        }
    }

    private async ValueTask AbortAsync(CommitPlan plan, List<IPreparedChange> prepared, int firstIndex = 0)
    {
        for (var i = prepared.Count - 1; i >= firstIndex; i--)
        {
            try
            {
                await prepared[i].AbortAsync();
            }
            catch (Exception fault)
            {
                LogAbortFault(logger, plan.Changes[i].Component, fault);
            }
        }
    }

    /// <returns>Components that did not take the way back.</returns>
    private async ValueTask<ImmutableArray<string>> UndoAsync(CommitPlan plan, int appliedCount, CancellationToken cancellationToken)
    {
        var lost = ImmutableArray.CreateBuilder<string>();
        for (var i = appliedCount - 1; i >= 0; i--)
        {
            var inverse = plan.Changes[i].Inverse();
            var outcome = await PrepareAsync(inverse, cancellationToken);
            if (outcome.Prepared is null)
            {
                LogUndoRefused(logger, inverse.Component, outcome.Refusal!.Message); // refused, so the refusal is there
                lost.Add(inverse.Component);
                continue;
            }

            try
            {
                await outcome.Prepared.ApplyAsync();
            }
            catch (Exception fault)
            {
                LogApplyFault(logger, inverse.Component, fault);
                lost.Add(inverse.Component);
            }
        }

        return lost.ToImmutable();
    }

    [LoggerMessage(201, LogLevel.Error, "Component {Component} failed while applying a prepared change; it is faulted and the commit is undone")]
    private static partial void LogApplyFault(ILogger logger, string component, Exception fault);

    [LoggerMessage(202, LogLevel.Warning, "Component {Component} failed unexpectedly while preparing a change")]
    private static partial void LogPrepareFault(ILogger logger, string component, Exception fault);

    [LoggerMessage(203, LogLevel.Error, "Component {Component} failed while giving back prepared resources")]
    private static partial void LogAbortFault(ILogger logger, string component, Exception fault);

    [LoggerMessage(204, LogLevel.Error, "Component {Component} refused the way back: {Reason}")]
    private static partial void LogUndoRefused(ILogger logger, string component, string reason);
}
