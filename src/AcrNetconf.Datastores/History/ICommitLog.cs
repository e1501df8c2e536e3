namespace AcrNetconf.Datastores.History;

/// <summary>Durable history of running: the point of no return of every commit. The only I/O seam of this assembly.</summary>
/// <remarks>Used by one thread at a time. Every write is on disk when the call returns.</remarks>
public interface ICommitLog : IDisposable
{
    /// <summary>Last commit number; 0 when empty.</summary>
    long LastId { get; }

    /// <summary>Appends one commit and, in the same transaction, replaces the pending confirmed commit.</summary>
    /// <param name="record">The commit; its id is <see cref="LastId"/> + 1.</param>
    /// <param name="pending">Confirmed commit pending afterwards, or null.</param>
    /// <param name="snapshot">The whole configuration afterwards, called only when the log wants a restart point.</param>
    /// <exception cref="IOException">The record is not durable.</exception>
    void Append(CommitRecord record, PendingConfirm? pending, Func<string> snapshot);

    /// <summary>Replaces the pending confirmed commit without a commit (confirmed, prolonged, cancelled).</summary>
    /// <exception cref="IOException">The change is not durable.</exception>
    void SetPending(PendingConfirm? pending);

    /// <summary>The confirmed commit that was pending when the log was last written, or null.</summary>
    PendingConfirm? LoadPending();

    /// <summary>The newest restart point at or before a commit and the commits after it, up to and including it.</summary>
    CommitRestart LoadRestart(long upToId);

    /// <summary>Commits, newest first.</summary>
    IReadOnlyList<CommitRecord> List(int limit, long? beforeId = null);
}
