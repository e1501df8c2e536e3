namespace AcrNetconf.Datastores.History;

/// <summary>Durable history of running: the point of no return of every commit. The only I/O seam of this assembly.</summary>
/// <remarks>Written by one thread at a time; read by any, also while it is written. A write is on disk when the call returns, unless it says otherwise.</remarks>
public interface ICommitLog : IDisposable
{
    /// <summary>Last commit number; 0 when empty.</summary>
    long LastId { get; }

    /// <summary>Appends one commit and, in the same transaction, replaces the pending confirmed commit and says what became of the one before.</summary>
    /// <param name="record">The commit; its id is <see cref="LastId"/> + 1.</param>
    /// <param name="pending">Confirmed commit pending afterwards, or null.</param>
    /// <param name="snapshot">The whole configuration afterwards, called only when the log wants a restart point; perhaps later and on another thread.</param>
    /// <exception cref="IOException">The record is not durable.</exception>
    void Append(CommitRecord record, PendingConfirm? pending, Func<string> snapshot);

    /// <summary>Replaces the pending confirmed commit without a commit (confirmed, prolonged, cancelled).</summary>
    /// <param name="pending">Confirmed commit pending afterwards, or null.</param>
    /// <param name="resolved">What became of the pending commits when none is pending afterwards.</param>
    /// <exception cref="IOException">The change is not durable.</exception>
    void SetPending(PendingConfirm? pending, CommitOutcome resolved);

    /// <summary>Notes what became of a commit. Survives the process but not the machine: then the commit reads as recovered, which is true.</summary>
    /// <exception cref="IOException">It could not be noted.</exception>
    void Note(long id, CommitOutcome outcome, TimeSpan? duration);

    /// <summary>Replaces the whole history in one transaction.</summary>
    /// <param name="history">The new past.</param>
    /// <param name="current">The commit that leads from the newest of the past to what runs; its id is greater than any before.</param>
    /// <param name="snapshot">The configuration that runs.</param>
    /// <exception cref="IOException">Nothing was replaced.</exception>
    void Replace(CommitRestart history, CommitRecord current, string snapshot);

    /// <summary>The confirmed commit that was pending when the log was last written, or null.</summary>
    PendingConfirm? LoadPending();

    /// <summary>The newest restart point at or before a commit and the commits after it, up to and including it.</summary>
    CommitRestart LoadRestart(long upToId);

    /// <summary>Oldest commit whose configuration can still be rebuilt; 0 when the log is empty.</summary>
    long FirstId();

    /// <summary>One commit, or null.</summary>
    CommitRecord? Find(long id);

    /// <summary>The newest commit with a label, or null.</summary>
    CommitRecord? FindLabel(string label);

    /// <summary>Number of the commit this many commits before the last one: 0 is the last; null when the log does not reach so far.</summary>
    long? Back(long steps);

    /// <summary>Commits, newest first.</summary>
    IReadOnlyList<CommitRecord> List(int limit, long? beforeId = null);
}
