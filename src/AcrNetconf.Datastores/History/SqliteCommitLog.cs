using System.Globalization;
using AcrNetconf.Datastores.Commit;
using Microsoft.Data.Sqlite;

namespace AcrNetconf.Datastores.History;

/// <summary>The commit log in one SQLite file: write-ahead log, full synchronisation, one transaction a commit.</summary>
/// <remarks>
/// A commit writes its change, not the configuration; a whole configuration is written every <see cref="SnapshotInterval"/> commits, and on
/// that occasion what is older than the retention goes, so that a commit costs the same however long the history is. Reading happens on
/// connections of its own and neither waits for a commit nor holds one up.
/// </remarks>
public sealed partial class SqliteCommitLog : ICommitLog
{
    /// <summary>Commits between two whole configurations; bounds both the restart time and the cost per commit.</summary>
    public const int SnapshotInterval = 100;

    /// <summary>Commits kept unless said otherwise.</summary>
    public const int DefaultRetention = 100_000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS commits (
          id INTEGER PRIMARY KEY, time TEXT NOT NULL, kind INTEGER NOT NULL, user TEXT NOT NULL, session INTEGER NOT NULL,
          source TEXT, impact INTEGER NOT NULL, comment TEXT, label TEXT, edit TEXT NOT NULL,
          outcome INTEGER NOT NULL DEFAULT 0, duration INTEGER);
        CREATE INDEX IF NOT EXISTS labels ON commits (label) WHERE label IS NOT NULL;
        CREATE TABLE IF NOT EXISTS snapshots (id INTEGER PRIMARY KEY, config TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS pending (
          one INTEGER PRIMARY KEY CHECK (one = 1), user TEXT NOT NULL, session INTEGER NOT NULL, source TEXT,
          persist TEXT, deadline TEXT NOT NULL, revert_to INTEGER NOT NULL, locked_for INTEGER);
        """;

    // Columns a log written by the first version lacks.
    private static readonly (string Table, string Column, string Type)[] AddedColumns =
    [
        ("commits", "outcome", "INTEGER NOT NULL DEFAULT 0"), ("commits", "duration", "INTEGER"), ("pending", "locked_for", "INTEGER"),
    ];

    private readonly string _path;
    private readonly int _retention;
    private readonly SqliteConnection _connection;
    private readonly SqliteConnection _notes;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _note;
    private bool _hasPending;

    private SqliteCommitLog(string path, int retention, SqliteConnection connection, SqliteConnection notes)
    {
        _path = path;
        _retention = retention;
        _connection = connection;
        _notes = notes;
        _insert = Prepared(
            connection,
            "INSERT INTO commits VALUES ($id, $time, $kind, $user, $session, $source, $impact, $comment, $label, $edit, $outcome, $duration)",
            ["$id", "$time", "$kind", "$user", "$session", "$source", "$impact", "$comment", "$label", "$edit", "$outcome", "$duration"]);
        _note = Prepared(notes, "UPDATE commits SET outcome = $outcome, duration = $duration WHERE id = $id", ["$outcome", "$duration", "$id"]);
        LastId = Scalar(connection, "SELECT COALESCE(MAX(id), 0) FROM commits") ?? 0;
        _hasPending = Scalar(connection, "SELECT COUNT(*) FROM pending") > 0;
    }

    /// <inheritdoc/>
    public long LastId { get; private set; }

    /// <summary>Opens or creates the log.</summary>
    /// <param name="path">The file; two more beside it belong to it while it is open.</param>
    /// <param name="retention">How many commits are kept at least; up to two snapshot intervals more may be.</param>
    /// <exception cref="IOException">The file cannot be used; the message names it.</exception>
    public static SqliteCommitLog Open(string path, int retention = DefaultRetention)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, SnapshotInterval);
        SqliteConnection? connection = null;
        SqliteConnection? notes = null;
        try
        {
            connection = Connect(path);
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, "BEGIN IMMEDIATE");
            Execute(connection, Schema);
            foreach (var (table, column, type) in AddedColumns)
            {
                if (Scalar(connection, $"SELECT COUNT(*) FROM pragma_table_info('{table}') WHERE name = '{column}'") == 0)
                {
                    Execute(connection, $"ALTER TABLE {table} ADD COLUMN {column} {type}");
                }
            }

            Execute(connection, "COMMIT");
            notes = Connect(path);
            Execute(notes, "PRAGMA synchronous = NORMAL");
            return new SqliteCommitLog(path, retention, connection, notes);
        }
        catch (SqliteException fault)
        {
            notes?.Dispose();
            connection?.Dispose();
            throw new IOException($"the commit log {path} cannot be opened: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Append(CommitRecord record, PendingConfirm? pending, Func<string> snapshot) => Transact(transaction =>
    {
        Insert(transaction, record);
        WritePending(transaction, pending, record.Kind is CommitKind.Revert or CommitKind.Load ? CommitOutcome.Reverted : CommitOutcome.Confirmed);
        if (record.Id % SnapshotInterval == 0)
        {
            Run("INSERT OR REPLACE INTO snapshots (id, config) VALUES ($0, $1)", transaction, record.Id, snapshot());
            Prune(transaction, Math.Min(record.Id - _retention, pending?.RevertTo ?? long.MaxValue));
        }
    }, () =>
    {
        LastId = record.Id;
        _hasPending = pending is not null;
    });

    /// <inheritdoc/>
    public void SetPending(PendingConfirm? pending, CommitOutcome resolved)
        => Transact(transaction => WritePending(transaction, pending, resolved), () => _hasPending = pending is not null);

    /// <inheritdoc/>
    public void Note(long id, CommitOutcome outcome, TimeSpan? duration)
    {
        try
        {
            Set(_note, (int)outcome, Microseconds(duration), id);
            _note.ExecuteNonQuery();
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the commit log cannot be written: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Replace(CommitRestart history, CommitRecord current, string snapshot) => Transact(transaction =>
    {
        Run("DELETE FROM commits", transaction);
        Run("DELETE FROM snapshots", transaction);
        if (history.Snapshot is not null)
        {
            Run("INSERT INTO snapshots (id, config) VALUES ($0, $1)", transaction, history.SnapshotId, history.Snapshot);
        }

        foreach (var record in history.Edits)
        {
            Insert(transaction, record);
        }

        Insert(transaction, current);
        Run("INSERT INTO snapshots (id, config) VALUES ($0, $1)", transaction, current.Id, snapshot);
    }, () => LastId = current.Id);

    /// <inheritdoc/>
    public void Dispose()
    {
        _note.Dispose();
        _insert.Dispose();
        _notes.Dispose();
        _connection.Dispose();
    }

    /// <summary>Drops what lies before the newest restart point at or before <paramref name="keepFrom"/>.</summary>
    private void Prune(SqliteTransaction transaction, long keepFrom)
    {
        if (keepFrom > 0 && Scalar(_connection, "SELECT MAX(id) FROM snapshots WHERE id <= $0", transaction, keepFrom) is { } restart)
        {
            Run("DELETE FROM commits WHERE id < $0", transaction, restart);
            Run("DELETE FROM snapshots WHERE id < $0", transaction, restart);
        }
    }

    private void Insert(SqliteTransaction transaction, CommitRecord record)
    {
        _insert.Transaction = transaction;
        Set(
            _insert, record.Id, Text(record.Time), (int)record.Kind, record.User, record.SessionId, record.Source, (int)record.Impact, record.Comment,
            record.Label, record.Edit, (int)record.Outcome, Microseconds(record.Duration));
        _insert.ExecuteNonQuery();
    }

    private void WritePending(SqliteTransaction transaction, PendingConfirm? pending, CommitOutcome resolved)
    {
        if (pending is not null)
        {
            Run(
                "INSERT OR REPLACE INTO pending (one, user, session, source, persist, deadline, revert_to, locked_for) VALUES (1, $0, $1, $2, $3, $4, $5, $6)",
                transaction, pending.Owner.User, pending.Owner.SessionId, pending.Owner.Source, pending.Persist, Text(pending.Deadline), pending.RevertTo,
                pending.Gate?.LockedForSeconds);
        }
        else if (_hasPending)
        {
            Run(
                "UPDATE commits SET outcome = $0 WHERE id > (SELECT revert_to FROM pending) AND kind = $1 AND outcome <> $2",
                transaction, (int)resolved, (int)CommitKind.ConfirmedCommit, (int)CommitOutcome.Undone);
            Run("DELETE FROM pending", transaction);
        }
    }

    private void Transact(Action<SqliteTransaction> body, Action committed)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            body(transaction);
            transaction.Commit();
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the commit log cannot be written: {fault.Message}", fault);
        }

        committed();
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static SqliteCommand Prepared(SqliteConnection connection, string text, ReadOnlySpan<string> names)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        return command;
    }

    private void Run(string text, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        using var command = Command(_connection, text, transaction, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, SqliteTransaction? transaction, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("$" + i.ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        }

        return command;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    private static long? Scalar(SqliteConnection connection, string text, SqliteTransaction? transaction = null, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, text, transaction, values);
        return command.ExecuteScalar() as long?;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text, null);
        command.ExecuteNonQuery();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    private static long? Microseconds(TimeSpan? duration) => duration is { } span ? (long)span.TotalMicroseconds : null;
}
