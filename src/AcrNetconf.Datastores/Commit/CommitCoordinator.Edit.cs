using System.Collections.Immutable;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.History;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Editing, copying and discarding (RFC 6241 §7.2, §7.3, §8.3.4.2).</content>
public sealed partial class CommitCoordinator
{
    private async ValueTask<ImmutableArray<Violation>> Edit(RequestOrigin origin, EditRequest request)
    {
        if (InUse(origin, request.Target) is { } inUse)
        {
            return [inUse];
        }

        var now = Seen(origin);
        if (request.Target == DatastoreName.Running && VersionConditions.None.With(request.Edit).Check(now) is { IsEmpty: false } outdated)
        {
            return outdated;
        }

        var before = request.Target == DatastoreName.Running ? now.Running : now.Candidate;
        var edited = EditApplier.Apply(before, request.Edit);
        if (!edited.Errors.IsEmpty && request.Error != EditErrorOption.ContinueOnError)
        {
            return edited.Errors;
        }

        // What normalisation adds is our doing, not the user's: only the edit itself is asked about.
        var change = DataDiff.Between(before, edited.Tree);
        if ((request.Target == DatastoreName.Running ? RefusedInRunning(origin, change) : Refused(origin, change)) is { IsEmpty: false } refused)
        {
            return refused;
        }

        var kept = _features.Rewrites.Apply(change);
        var normalised = Normaliser.Normalise(ReferenceEquals(kept, change.To) ? change : DataDiff.Between(before, kept), _indexes).Tree;
        return request.Target == DatastoreName.Running
            ? await WriteRunning(origin, request, normalised, edited.Errors)
            : WriteCandidate(origin, request, normalised, edited.Errors);
    }

    private ImmutableArray<Violation> WriteCandidate(RequestOrigin origin, EditRequest request, DataTree edited, ImmutableArray<Violation> errors)
    {
        if (request.Test is EditTestOption.TestThenSet or EditTestOption.TestOnly)
        {
            var violations = ModelChecks.Validate(_stores.Running, edited, _indexes);
            if (!violations.IsEmpty || request.Test == EditTestOption.TestOnly)
            {
                return errors.AddRange(violations);
            }
        }

        // Conditions of edits that were discarded or committed since do not count any more; these are checked at the commit.
        var now = Seen(origin);
        var known = now.CandidateIsModified ? now.Conditions : VersionConditions.None;
        SetCandidate(origin, edited, known.With(request.Edit));
        return errors;
    }

    private async ValueTask<ImmutableArray<Violation>> WriteRunning(RequestOrigin origin, EditRequest request, DataTree edited, ImmutableArray<Violation> errors)
    {
        var violations = ModelChecks.Validate(_stores.Running, edited, _indexes);
        if (!violations.IsEmpty || request.Test == EditTestOption.TestOnly)
        {
            return errors.AddRange(violations);
        }

        return Unguarded(origin, _stores.Running, edited) is { } lockOut
            ? errors.Add(lockOut)
            : errors.AddRange(await ChangeRunningAsync(origin, edited, CommitKind.Commit, new CommitRequest(), _stores.Current.Pending));
    }

    private async ValueTask<ImmutableArray<Violation>> Copy(RequestOrigin origin, DatastoreName target, DataTree content, DatastoreName? source)
    {
        if (InUse(origin, target) is { } inUse)
        {
            return [inUse];
        }

        var now = Seen(origin);
        if (target == DatastoreName.Startup)
        {
            return CopyToStartup(origin, _features.Rewrites.Apply(DataDiff.Between(now.Running, content)), isFromRunning: source == DatastoreName.Running);
        }

        var change = DataDiff.Between(target == DatastoreName.Running ? now.Running : now.Candidate, content);
        if ((target == DatastoreName.Running ? RefusedInRunning(origin, change) : Refused(origin, change)) is { IsEmpty: false } refused)
        {
            return refused;
        }

        content = _features.Rewrites.Apply(change);

        if (target == DatastoreName.Candidate)
        {
            SetCandidate(origin, content, now.Conditions);
            return [];
        }

        var violations = ModelChecks.Validate(_stores.Running, content, _indexes);
        return !violations.IsEmpty ? violations
            : Unguarded(origin, now.Running, content) is { } lockOut ? [lockOut]
            : await ChangeRunningAsync(origin, content, CommitKind.Commit, new CommitRequest(), _stores.Current.Pending);
    }

    private ImmutableArray<Violation> Discard(RequestOrigin origin)
    {
        if (InUse(origin, DatastoreName.Candidate) is { } inUse)
        {
            return [inUse];
        }

        // A private candidate goes back to where it branched off, which running may have left.
        var now = Seen(origin);
        Publish(origin, now with { Candidate = now.CandidateBase, CandidateEditor = null });
        return [];
    }

    /// <summary>An edit that ends at running's content leaves a clean candidate, so that locking it stays possible.</summary>
    private void SetCandidate(RequestOrigin origin, DataTree edited, VersionConditions conditions)
    {
        var now = Seen(origin);
        var clean = now.CandidateBase;
        var same = ReferenceEquals(edited, clean) || DataDiff.Between(clean, edited).IsEmpty;
        Publish(origin, now with { Candidate = same ? clean : edited, CandidateEditor = same ? null : origin, Conditions = conditions });
    }

    private ImmutableArray<Violation> RefusedInRunning(RequestOrigin origin, DataDiff change)
        => Refused(origin, change) is { IsEmpty: false } refused ? refused : PartiallyLocked(origin, change);

    private ImmutableArray<Violation> Refused(RequestOrigin origin, DataDiff change) => Guard is null ? [] : Guard.Check(origin, change);
}
