using Microsoft.Data.Sqlite;

namespace AcrNetconf.Datastores.History;

/// <summary>What a commit log needs besides commits, done beside them: restart points, retention, carrying the write-ahead log into its file.</summary>
/// <remarks>
/// <code>
/// commit ──▶ Committed ──when due──▶ a thread, until nothing is due ──▶ whole configuration ──▶ retention ──▶ checkpoint
/// </code>
/// A commit is durable, and a restart finds it, without any of this. So nothing here is synced by itself, what fails is left to the next
/// time, and commits are kept waiting only for what SQLite can do for one writer at a time. The methods belong to the thread that commits.
/// </remarks>
/// <param name="path">The log's file.</param>
/// <param name="retention">Commits kept at least.</param>
/// <param name="writing">Held by whoever writes to the log.</param>
internal sealed class LogUpkeep(string path, int retention, Lock writing) : IDisposable
{
    /// <summary>Commits between two whole configurations at least.</summary>
    public const int LeastSnapshotInterval = 100;

    /// <summary>Commits between two whole configurations at most; bounds what a restart replays.</summary>
    public const int MostSnapshotInterval = 1000;

    private const int CheckpointInterval = 250;
    private const int CheckpointCharacters = 1024 * 1024;
    private const int LargeWalPages = 2048;

    private readonly Lock _handover = new();

    // Under _handover.
    private Snapshot? _snapshotDue;
    private bool _checkpointDue;
    private Thread? _thread;

    // Of the thread that commits, but for the size, which the other one finds out.
    private long _snapshotId;
    private long _editsSinceSnapshot;
    private int _commitsSinceCheckpoint;
    private long _editsSinceCheckpoint;
    private long _snapshotSize;

    /// <summary>The commit the newest whole configuration shows.</summary>
    public void StartFrom(long snapshotId)
    {
        _snapshotId = snapshotId;
        _editsSinceSnapshot = 0;
    }

    /// <summary>Another history has taken the place of this one, with a whole configuration after its last commit.</summary>
    public void Replaced(long lastId)
    {
        StartFrom(lastId);
        Enqueue(null, isCheckpointDue: true);
    }

    /// <summary>A commit has become durable: notes it, and sets off what is due by now.</summary>
    /// <param name="record">The commit.</param>
    /// <param name="revertTo">The commit a pending confirmed commit would return to, or null.</param>
    /// <param name="configuration">The configuration after the commit, from any thread.</param>
    public void Committed(CommitRecord record, long? revertTo, Func<string> configuration)
    {
        _commitsSinceCheckpoint++;
        _editsSinceCheckpoint += record.Edit.Length;
        _editsSinceSnapshot += record.Edit.Length;
        var snapshot = IsSnapshotDue(record.Id) ? new Snapshot(record, Math.Min(record.Id - retention, revertTo ?? long.MaxValue), configuration) : null;
        var isCheckpointDue = _commitsSinceCheckpoint >= CheckpointInterval || _editsSinceCheckpoint >= CheckpointCharacters;
        if (snapshot is not null)
        {
            StartFrom(record.Id);
        }

        if (isCheckpointDue)
        {
            _commitsSinceCheckpoint = 0;
            _editsSinceCheckpoint = 0;
        }

        if (snapshot is not null || isCheckpointDue)
        {
            Enqueue(snapshot, isCheckpointDue);
        }
    }

    /// <summary>Waits until nothing is due.</summary>
    public void Settle()
    {
        Thread? busy;
        lock (_handover)
        {
            busy = _thread;
        }

        busy?.Join();
    }

    public void Dispose() => Settle();

    /// <summary>Edits as long as the whole configuration cost a restart as much as reading that does.</summary>
    private bool IsSnapshotDue(long id)
        => id - _snapshotId >= MostSnapshotInterval
            || (id - _snapshotId >= LeastSnapshotInterval && _editsSinceSnapshot >= Interlocked.Read(ref _snapshotSize));

    private void Enqueue(Snapshot? snapshot, bool isCheckpointDue)
    {
        lock (_handover)
        {
            // A newer configuration does for an older one nobody has written yet.
            _snapshotDue = snapshot ?? _snapshotDue;
            _checkpointDue |= isCheckpointDue;
            if (_thread is null)
            {
                _thread = new Thread(WorkOff) { IsBackground = true, Name = "commit log upkeep" };
                _thread.Start();
            }
        }
    }

    private (Snapshot? Snapshot, bool IsCheckpointDue)? Take()
    {
        lock (_handover)
        {
            var due = (_snapshotDue, _checkpointDue);
            (_snapshotDue, _checkpointDue) = (null, false);
            if (due is (null, false))
            {
                _thread = null;
                return null;
            }

            return due;
        }
    }

    private void WorkOff()
    {
        while (Take() is var (snapshot, isCheckpointDue))
        {
            try
            {
                using var connection = SqliteStatements.Connect(path);
                connection.Run("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0");
                if (snapshot is not null)
                {
                    Write(connection, snapshot);
                    Prune(connection, snapshot.KeepFrom);
                }

                if (isCheckpointDue)
                {
                    Checkpoint(connection);
                }
            }
            catch (SqliteException)
            {
                // A full disk fails the next commit too, which says so; a restart has more edits to replay, and no other harm is done.
            }
        }
    }

    private void Write(SqliteConnection connection, Snapshot snapshot)
    {
        var text = snapshot.Configuration();
        lock (writing)
        {
            // An import may have replaced the commit this shows.
            connection.Run(
                "INSERT OR REPLACE INTO snapshots (id, config) SELECT id, $1 FROM commits WHERE id = $0 AND time = $2", null,
                snapshot.Record.Id, text, SqliteCommitLog.Text(snapshot.Record.Time));
        }

        Interlocked.Exchange(ref _snapshotSize, text.Length);
    }

    /// <summary>Drops what lies before the newest restart point at or before <paramref name="keepFrom"/>, from one restart point to the next.</summary>
    private void Prune(SqliteConnection connection, long keepFrom)
    {
        while (connection.Scalar("SELECT MIN(id) FROM snapshots WHERE id > (SELECT MIN(id) FROM commits)") is { } restart && restart <= keepFrom)
        {
            lock (writing)
            {
                using var transaction = connection.BeginTransaction();
                connection.Run("DELETE FROM commits WHERE id < $0", transaction, restart);
                connection.Run("DELETE FROM snapshots WHERE id < $0", transaction, restart);
                transaction.Commit();
            }
        }
    }

    /// <summary>Copies the write-ahead log into the file while commits go on. Where they never pause they wait once for the rest, so that it begins anew instead of growing.</summary>
    private void Checkpoint(SqliteConnection connection)
    {
        if (PagesLeft(connection) > 0)
        {
            lock (writing)
            {
                PagesLeft(connection);
            }
        }
    }

    /// <returns>0 when all is copied or the log is small yet.</returns>
    private static int PagesLeft(SqliteConnection connection)
    {
        using var command = connection.Command("PRAGMA wal_checkpoint(PASSIVE)", null);
        using var reader = command.ExecuteReader();
        reader.Read();
        var (pages, copied) = (reader.GetInt32(1), reader.GetInt32(2));
        return pages < LargeWalPages ? 0 : pages - copied;
    }

    /// <param name="Record">The commit it is taken after.</param>
    /// <param name="KeepFrom">The oldest commit that must stay.</param>
    /// <param name="Configuration">Writes the configuration.</param>
    private sealed record Snapshot(CommitRecord Record, long KeepFrom, Func<string> Configuration);
}
