using System.Globalization;
using AcrNetconf.Datastores.Commit;
using Microsoft.Data.Sqlite;

namespace AcrNetconf.Datastores.History;

/// <summary>The commit log in one SQLite file: write-ahead log, full synchronisation, one transaction a commit.</summary>
/// <remarks>
/// A commit writes its change, not the configuration, so that it costs the same however long the history and however large the
/// configuration is. What is due from time to time happens beside commits: <see cref="LogUpkeep"/>. Reading happens on connections of its
/// own and neither waits for a commit nor holds one up.
/// </remarks>
public sealed partial class SqliteCommitLog : ICommitLog
{
    /// <summary>Commits kept unless said otherwise.</summary>
    public const int DefaultRetention = 100_000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS commits (
          id INTEGER PRIMARY KEY, time TEXT NOT NULL, kind INTEGER NOT NULL, user TEXT NOT NULL, session INTEGER NOT NULL,
          source TEXT, impact INTEGER NOT NULL, comment TEXT, label TEXT, edit TEXT NOT NULL,
          outcome INTEGER NOT NULL DEFAULT 0, duration INTEGER, traceparent TEXT, tracestate TEXT);
        CREATE INDEX IF NOT EXISTS labels ON commits (label) WHERE label IS NOT NULL;
        CREATE TABLE IF NOT EXISTS snapshots (id INTEGER PRIMARY KEY, config TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS pending (
          one INTEGER PRIMARY KEY CHECK (one = 1), user TEXT NOT NULL, session INTEGER NOT NULL, source TEXT,
          persist TEXT, deadline TEXT NOT NULL, revert_to INTEGER NOT NULL, locked_for INTEGER);
        """;

    // Columns a log written by an earlier version lacks.
    private static readonly (string Table, string Column, string Type)[] AddedColumns =
    [
        ("commits", "outcome", "INTEGER NOT NULL DEFAULT 0"), ("commits", "duration", "INTEGER"), ("commits", "traceparent", "TEXT"),
        ("commits", "tracestate", "TEXT"), ("pending", "locked_for", "INTEGER"),
    ];

    private readonly string _path;
    private readonly Lock _writing = new();
    private readonly LogUpkeep _upkeep;
    private readonly SqliteConnection _connection;
    private readonly SqliteConnection _notes;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _note;
    private bool _hasPending;

    private SqliteCommitLog(string path, int retention, SqliteConnection connection, SqliteConnection notes)
    {
        _path = path;
        _upkeep = new LogUpkeep(path, retention, _writing);
        _connection = connection;
        _notes = notes;
        _insert = Prepared(
            connection,
            "INSERT INTO commits VALUES ($id, $time, $kind, $user, $session, $source, $impact, $comment, $label, $edit, $outcome, $duration, $traceparent, $tracestate)",
            ["$id", "$time", "$kind", "$user", "$session", "$source", "$impact", "$comment", "$label", "$edit", "$outcome", "$duration", "$traceparent", "$tracestate"]);
        _note = Prepared(notes, "UPDATE commits SET outcome = $outcome, duration = $duration WHERE id = $id", ["$outcome", "$duration", "$id"]);
        LastId = connection.Scalar("SELECT MAX(id) FROM commits") ?? 0;
        _hasPending = connection.Scalar("SELECT COUNT(*) FROM pending") > 0;
        _upkeep.StartFrom(connection.Scalar("SELECT MAX(id) FROM snapshots") ?? 0);
    }

    /// <inheritdoc/>
    public long LastId { get; private set; }

    /// <summary>Opens or creates the log.</summary>
    /// <param name="path">The file; two more beside it belong to it while it is open.</param>
    /// <param name="retention">How many commits are kept at least; those since the last whole configuration before them are kept too.</param>
    /// <exception cref="IOException">The file cannot be used; the message names it.</exception>
    public static SqliteCommitLog Open(string path, int retention = DefaultRetention)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, LogUpkeep.LeastSnapshotInterval);
        SqliteConnection? connection = null;
        SqliteConnection? notes = null;
        try
        {
            connection = SqliteStatements.Connect(path);
            connection.Run("PRAGMA journal_mode = WAL");

            // Checkpoints are the business of the upkeep; 64 MB are for the case that it fails.
            connection.Run("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16384");
            connection.Run("BEGIN IMMEDIATE");
            connection.Run(Schema);
            foreach (var (table, column, type) in AddedColumns)
            {
                if (connection.Scalar($"SELECT COUNT(*) FROM pragma_table_info('{table}') WHERE name = '{column}'") == 0)
                {
                    connection.Run($"ALTER TABLE {table} ADD COLUMN {column} {type}");
                }
            }

            connection.Run("COMMIT");
            notes = SqliteStatements.Connect(path);
            notes.Run("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0");
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
    }, () =>
    {
        LastId = record.Id;
        _hasPending = pending is not null;
        _upkeep.Committed(record, pending?.RevertTo, snapshot);
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
            lock (_writing)
            {
                _note.ExecuteNonQuery();
            }
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the commit log cannot be written: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Replace(CommitRestart history, CommitRecord current, string snapshot) => Transact(transaction =>
    {
        _connection.Run("DELETE FROM commits", transaction);
        _connection.Run("DELETE FROM snapshots", transaction);
        if (history.Snapshot is not null)
        {
            _connection.Run("INSERT INTO snapshots (id, config) VALUES ($0, $1)", transaction, history.SnapshotId, history.Snapshot);
        }

        foreach (var record in history.Edits)
        {
            Insert(transaction, record);
        }

        Insert(transaction, current);
        _connection.Run("INSERT INTO snapshots (id, config) VALUES ($0, $1)", transaction, current.Id, snapshot);
    }, () =>
    {
        LastId = current.Id;
        _upkeep.Replaced(current.Id);
    });

    /// <summary>Waits until nothing is left to do beside commits.</summary>
    internal void Settle() => _upkeep.Settle();

    /// <inheritdoc/>
    public void Dispose()
    {
        _upkeep.Dispose();
        _note.Dispose();
        _insert.Dispose();
        _notes.Dispose();
        _connection.Dispose();
    }

    private void Insert(SqliteTransaction transaction, CommitRecord record)
    {
        _insert.Transaction = transaction;
        Set(
            _insert, record.Id, Text(record.Time), (int)record.Kind, record.User, record.SessionId, record.Source, (int)record.Impact, record.Comment,
            record.Label, record.Edit, (int)record.Outcome, Microseconds(record.Duration), record.Trace?.Parent, record.Trace?.State);
        _insert.ExecuteNonQuery();
    }

    private void WritePending(SqliteTransaction transaction, PendingConfirm? pending, CommitOutcome resolved)
    {
        if (pending is not null)
        {
            _connection.Run(
                "INSERT OR REPLACE INTO pending (one, user, session, source, persist, deadline, revert_to, locked_for) VALUES (1, $0, $1, $2, $3, $4, $5, $6)",
                transaction, pending.Owner.User, pending.Owner.SessionId, pending.Owner.Source, pending.Persist, Text(pending.Deadline), pending.RevertTo,
                pending.Gate?.LockedForSeconds);
        }
        else if (_hasPending)
        {
            _connection.Run(
                "UPDATE commits SET outcome = $0 WHERE id > (SELECT revert_to FROM pending) AND kind = $1 AND outcome <> $2",
                transaction, (int)resolved, (int)CommitKind.ConfirmedCommit, (int)CommitOutcome.Undone);
            _connection.Run("DELETE FROM pending", transaction);
        }
    }

    private void Transact(Action<SqliteTransaction> body, Action committed)
    {
        try
        {
            lock (_writing)
            {
                using var transaction = _connection.BeginTransaction();
                body(transaction);
                transaction.Commit();
            }
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the commit log cannot be written: {fault.Message}", fault);
        }

        committed();
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

    private static void Set(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    private static long? Microseconds(TimeSpan? duration) => duration is { } span ? (long)span.TotalMicroseconds : null;
}
