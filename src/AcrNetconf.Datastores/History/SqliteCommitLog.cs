using System.Globalization;
using AcrNetconf.Datastores.Commit;
using Microsoft.Data.Sqlite;

namespace AcrNetconf.Datastores.History;

/// <summary>The commit log in one SQLite file: write-ahead log, full synchronisation, one transaction a commit.</summary>
/// <remarks>A commit writes its change, not the configuration; a whole configuration is written every <see cref="SnapshotInterval"/> commits.</remarks>
public sealed class SqliteCommitLog : ICommitLog
{
    /// <summary>Commits between two whole configurations; bounds both the restart time and the cost per commit.</summary>
    public const int SnapshotInterval = 100;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS commits (
          id INTEGER PRIMARY KEY, time TEXT NOT NULL, kind INTEGER NOT NULL, user TEXT NOT NULL, session INTEGER NOT NULL,
          source TEXT, impact INTEGER NOT NULL, comment TEXT, label TEXT, edit TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS snapshots (id INTEGER PRIMARY KEY, config TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS pending (
          one INTEGER PRIMARY KEY CHECK (one = 1), user TEXT NOT NULL, session INTEGER NOT NULL, source TEXT,
          persist TEXT, deadline TEXT NOT NULL, revert_to INTEGER NOT NULL);
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    private SqliteCommitLog(SqliteConnection connection)
    {
        _connection = connection;
        _insert = connection.CreateCommand();
        _insert.CommandText = """
            INSERT INTO commits (id, time, kind, user, session, source, impact, comment, label, edit)
            VALUES ($id, $time, $kind, $user, $session, $source, $impact, $comment, $label, $edit)
            """;
        foreach (var name in (string[])["$id", "$time", "$kind", "$user", "$session", "$source", "$impact", "$comment", "$label", "$edit"])
        {
            _insert.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        LastId = Scalar("SELECT COALESCE(MAX(id), 0) FROM commits");
    }

    /// <inheritdoc/>
    public long LastId { get; private set; }

    /// <summary>Opens or creates the log.</summary>
    /// <exception cref="IOException">The file cannot be used; the message names it.</exception>
    public static SqliteCommitLog Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            Execute(connection, Schema);
            return new SqliteCommitLog(connection);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new IOException($"the commit log {path} cannot be opened: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Append(CommitRecord record, PendingConfirm? pending, Func<string> snapshot) => Transact(transaction =>
    {
        _insert.Transaction = transaction;
        Set(_insert, record.Id, Text(record.Time), (int)record.Kind, record.User, record.SessionId, record.Source, (int)record.Impact, record.Comment, record.Label, record.Edit);
        _insert.ExecuteNonQuery();
        WritePending(transaction, pending);
        if (record.Id % SnapshotInterval == 0)
        {
            using var command = Command("INSERT OR REPLACE INTO snapshots (id, config) VALUES ($0, $1)", transaction, record.Id, snapshot());
            command.ExecuteNonQuery();
        }
    }, () => LastId = record.Id);

    /// <inheritdoc/>
    public void SetPending(PendingConfirm? pending) => Transact(transaction => WritePending(transaction, pending), () => { });

    /// <inheritdoc/>
    public PendingConfirm? LoadPending()
    {
        using var command = Command("SELECT user, session, source, persist, deadline, revert_to FROM pending", null);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new PendingConfirm(
                new RequestOrigin((uint)reader.GetInt64(1), reader.GetString(0), NullableText(reader, 2)),
                NullableText(reader, 3),
                Time(reader.GetString(4)),
                reader.GetInt64(5))
            : null;
    }

    /// <inheritdoc/>
    public CommitRestart LoadRestart(long upToId)
    {
        string? snapshot = null;
        long snapshotId = 0;
        using (var command = Command("SELECT id, config FROM snapshots WHERE id <= $0 ORDER BY id DESC LIMIT 1", null, upToId))
        using (var reader = command.ExecuteReader())
        {
            if (reader.Read())
            {
                snapshotId = reader.GetInt64(0);
                snapshot = reader.GetString(1);
            }
        }

        using var edits = Command("SELECT * FROM commits WHERE id > $0 AND id <= $1 ORDER BY id", null, snapshotId, upToId);
        return new CommitRestart(snapshot, snapshotId, Read(edits));
    }

    /// <inheritdoc/>
    public IReadOnlyList<CommitRecord> List(int limit, long? beforeId = null)
    {
        using var command = Command("SELECT * FROM commits WHERE id < $0 ORDER BY id DESC LIMIT $1", null, beforeId ?? long.MaxValue, limit);
        return Read(command);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private static List<CommitRecord> Read(SqliteCommand command)
    {
        var records = new List<CommitRecord>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            records.Add(new CommitRecord(
                reader.GetInt64(0),
                Time(reader.GetString(1)),
                (CommitKind)reader.GetInt32(2),
                reader.GetString(3),
                (uint)reader.GetInt64(4),
                NullableText(reader, 5),
                (Impact)reader.GetInt32(6),
                NullableText(reader, 7),
                NullableText(reader, 8),
                reader.GetString(9)));
        }

        return records;
    }

    private void WritePending(SqliteTransaction transaction, PendingConfirm? pending)
    {
        using var command = pending is null
            ? Command("DELETE FROM pending", transaction)
            : Command(
                "INSERT OR REPLACE INTO pending (one, user, session, source, persist, deadline, revert_to) VALUES (1, $0, $1, $2, $3, $4, $5)",
                transaction,
                pending.Owner.User,
                pending.Owner.SessionId,
                pending.Owner.Source,
                pending.Persist,
                Text(pending.Deadline),
                pending.RevertTo);
        command.ExecuteNonQuery();
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

    private SqliteCommand Command(string text, SqliteTransaction? transaction, params object?[] values)
    {
        var command = _connection.CreateCommand();
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

    private long Scalar(string text)
    {
        using var command = Command(text, null);
        return (long)command.ExecuteScalar()!; // COALESCE never yields null
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static string? NullableText(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
