using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <content>Reading the history, returning to an earlier commit, taking over the history of a file.</content>
public sealed partial class CommitCoordinator
{
    /// <summary>The history. Any thread.</summary>
    public ICommitLog History => _log;

    /// <summary>The configuration after a commit; 0 is the empty one before the first. Any thread.</summary>
    /// <returns>The tree, or why it cannot be had.</returns>
    public (DataTree? Tree, Violation? Problem) ConfigurationAfter(long commitId)
    {
        var tree = IsInHistory(commitId) ? Rebuild(commitId) : null;

        // Old commits go beside everything else: what was rebuilt from them counts if they are still there.
        return tree is not null && IsInHistory(commitId)
            ? (tree, null)
            : (null, new Violation("invalid-value", "no-such-commit", null, string.Create(
                CultureInfo.InvariantCulture, $"commit {commitId} is not in the history, which holds {_log.FirstId()} to {_log.LastId}")));
    }

    /// <summary>Makes running what it was after an earlier commit, as a new commit.</summary>
    /// <returns>Violations, empty on success; and the number of the new commit, null when nothing differed or nothing was done.</returns>
    public async Task<(ImmutableArray<Violation> Violations, long? CommitId)> RollbackAsync(
        RequestOrigin origin, RollbackTarget target, CommitRequest request, CancellationToken cancellationToken)
    {
        long? made = null;
        var violations = await PostAsync(
            async () =>
            {
                var before = _stores.Current.CommitId;
                var errors = await Rollback(origin, target, request);
                made = errors.IsEmpty && _stores.Current.CommitId != before ? _stores.Current.CommitId : null;
                return errors;
            },
            cancellationToken);
        return (violations, made);
    }

    /// <summary>Replaces the history by that of a file; running stays, as one more commit.</summary>
    /// <returns>Violations, empty on success; and the number of the commit that stands for running.</returns>
    public async Task<(ImmutableArray<Violation> Violations, long? CommitId)> ImportAsync(
        RequestOrigin origin, CommitRestart history, ImportMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);

        // Every edit is tried before anything is replaced, and not on the loop, which would keep commits waiting.
        var (newest, problem) = Replay(history);
        if (newest is null)
        {
            return ([problem!], null); // one of the two is there
        }

        long? made = null;
        var violations = await PostAsync(
            () =>
            {
                var errors = Import(origin, history, newest, mode);
                made = errors.IsEmpty ? _stores.Current.CommitId : null;
                return ValueTask.FromResult(errors);
            },
            cancellationToken);
        return (violations, made);
    }

    private bool IsInHistory(long commitId)
    {
        var first = _log.FirstId();
        return commitId == 0 ? first <= 1 : commitId >= first && _log.Find(commitId) is not null;
    }

    /// <summary>Configuration after a commit, from the log.</summary>
    internal DataTree Rebuild(long commitId)
    {
        var restart = _log.LoadRestart(commitId);
        var tree = Base(restart);
        foreach (var record in restart.Edits)
        {
            tree = EditApplier.Apply(tree, EditReader.Parse(_stores.Schema, record.Edit)).Tree;
        }

        return tree;
    }

    private async ValueTask<ImmutableArray<Violation>> Rollback(RequestOrigin origin, RollbackTarget target, CommitRequest request)
    {
        if ((InUse(origin, DatastoreName.Running) ?? InUse(origin, DatastoreName.Candidate)) is { } refusal)
        {
            return [refusal];
        }

        var now = Seen(origin);
        if (now.CandidateIsModified)
        {
            return [new Violation(
                "operation-failed", "candidate-modified", null,
                $"candidate has uncommitted changes by {now.CandidateEditor ?? RequestOrigin.System}; commit or discard-changes first")];
        }

        var (id, unknown) = Resolve(target);
        if (unknown is not null)
        {
            return [unknown];
        }

        var (tree, problem) = ConfigurationAfter(id);
        return tree is null
            ? [problem!] // one of the two is there
            : await CommitTreeAsync(
                origin, tree, CommitKind.Rollback, request with { Comment = request.Comment ?? string.Create(CultureInfo.InvariantCulture, $"rollback to commit {id}") });
    }

    private (long Id, Violation? Problem) Resolve(RollbackTarget target)
    {
        switch (target)
        {
            case RollbackTarget.Commit commit:
                return (commit.Id, null);
            case RollbackTarget.Label label:
                return _log.FindLabel(label.Name) is { } record
                    ? (record.Id, null)
                    : (0, new Violation("invalid-value", "no-such-commit", null, $"no commit of the history has the label {label.Name}"));
            default:
                var steps = ((RollbackTarget.Steps)target).Count;
                var id = _log.Back(steps);

                // One step further back than the first commit is the empty configuration before it.
                return id is null && steps > 0 && _log.Back(steps - 1) == 1 ? (0, null)
                    : id is { } found ? (found, null)
                    : (0, new Violation("invalid-value", "no-such-commit", null, string.Create(
                        CultureInfo.InvariantCulture, $"the history does not reach {steps} commits back; it holds {_log.FirstId()} to {_log.LastId}")));
        }
    }

    private (DataTree? Newest, Violation? Problem) Replay(CommitRestart history)
    {
        var at = history.SnapshotId;
        try
        {
            var tree = Base(history);
            foreach (var record in history.Edits)
            {
                if (record.Id <= at && (record.Id != history.SnapshotId || at != history.SnapshotId))
                {
                    throw new InvalidDataException("its number is not greater than the one before");
                }

                at = record.Id;
                if (record.Id == history.SnapshotId)
                {
                    // The base already shows it.
                    continue;
                }

                var edited = EditApplier.Apply(tree, EditReader.Parse(_stores.Schema, record.Edit));
                tree = edited.Errors.IsEmpty ? edited.Tree : throw new InvalidDataException(edited.Errors[0].Message);
            }

            return (tree, null);
        }
        catch (Exception fault) when (fault is InvalidDataException or System.Xml.XmlException)
        {
            return (null, new Violation("invalid-value", null, null, string.Create(
                CultureInfo.InvariantCulture, $"commit {at} of the file does not fit: {fault.Message}")));
        }
    }

    private ImmutableArray<Violation> Import(RequestOrigin origin, CommitRestart history, DataTree newest, ImportMode mode)
    {
        var now = _stores.Current;
        if (InUse(origin, DatastoreName.Running) is { } inUse)
        {
            return [inUse];
        }

        if (now.Pending is { } pending)
        {
            return [new Violation("in-use", null, null, $"a confirmed commit by {pending.Owner} is pending; its history cannot be replaced")];
        }

        if (_log.LastId > 0 && mode != ImportMode.Replace)
        {
            return [new Violation("data-exists", null, null, $"the present history of {_log.LastId} commits would be lost; say replace to allow that")];
        }

        var lastOfFile = history.Edits.Count == 0 ? history.SnapshotId : history.Edits[^1].Id;
        var record = new CommitRecord(
            Math.Max(_log.LastId, lastOfFile) + 1, _time.GetUtcNow(), CommitKind.Import, origin.User, origin.SessionId, origin.Source, Impact.None,
            $"imported a history of {history.Edits.Count} commits; running stays", null, EditWriter.Write(DataDiff.Between(newest, now.Running)))
        {
            Trace = origin.Trace,
        };
        try
        {
            _log.Replace(history, record with { Outcome = CommitOutcome.Applied }, EditWriter.WriteSnapshot(now.Running));
        }
        catch (IOException fault)
        {
            return [new Violation("operation-failed", null, null, fault.Message)];
        }

        _logged = now.Running;
        _stores.Publish(now with { CommitId = record.Id });
        Conclude(record, CommitOutcome.Applied, null, null, null);
        return [];
    }

    private DataTree Base(CommitRestart restart)
        => restart.Snapshot is null ? _nothing : EditApplier.Apply(_nothing, EditReader.Parse(_stores.Schema, restart.Snapshot)).Tree;
}
