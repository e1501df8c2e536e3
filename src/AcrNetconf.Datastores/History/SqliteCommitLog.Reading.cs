using System.Globalization;
using AcrNetconf.Datastores.Commit;
using Microsoft.Data.Sqlite;

namespace AcrNetconf.Datastores.History;

/// <content>Reading, each time on a connection of its own: a consistent view that a commit neither changes nor waits for.</content>
public sealed partial class SqliteCommitLog
{
    private const string Columns = "id, time, kind, user, session, source, impact, comment, label, edit, outcome, duration, traceparent, tracestate";

    /// <inheritdoc/>
    public PendingConfirm? LoadPending() => Read(connection =>
    {
        using var command = connection.Command("SELECT user, session, source, persist, deadline, revert_to, locked_for FROM pending", null);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new PendingConfirm(
                new RequestOrigin((uint)reader.GetInt64(1), reader.GetString(0), NullableText(reader, 2)),
                NullableText(reader, 3),
                Time(reader.GetString(4)),
                reader.GetInt64(5),
                reader.IsDBNull(6) ? null : new HealthGate((uint)reader.GetInt64(6)))
            : null;
    });

    /// <inheritdoc/>
    public CommitRestart LoadRestart(long upToId) => Read(connection =>
    {
        using var view = connection.BeginTransaction(deferred: true);
        string? snapshot = null;
        long snapshotId = 0;
        using (var command = connection.Command("SELECT id, config FROM snapshots WHERE id <= $0 ORDER BY id DESC LIMIT 1", view, upToId))
        using (var reader = command.ExecuteReader())
        {
            if (reader.Read())
            {
                snapshotId = reader.GetInt64(0);
                snapshot = reader.GetString(1);
            }
        }

        using var edits = connection.Command($"SELECT {Columns} FROM commits WHERE id > $0 AND id <= $1 ORDER BY id", view, snapshotId, upToId);
        return new CommitRestart(snapshot, snapshotId, Records(edits));
    });

    /// <inheritdoc/>
    public long FirstId() => Read(connection => connection.Scalar("SELECT MIN(id) FROM commits")) ?? 0;

    /// <inheritdoc/>
    public CommitRecord? Find(long id) => One($"SELECT {Columns} FROM commits WHERE id = $0", id);

    /// <inheritdoc/>
    public CommitRecord? FindLabel(string label) => One($"SELECT {Columns} FROM commits WHERE label = $0 ORDER BY id DESC LIMIT 1", label);

    /// <inheritdoc/>
    public long? Back(long steps) => Read(connection => connection.Scalar("SELECT id FROM commits ORDER BY id DESC LIMIT 1 OFFSET $0", null, steps));

    /// <inheritdoc/>
    public IReadOnlyList<CommitRecord> List(int limit, long? beforeId = null) => Read(connection =>
    {
        using var command = connection.Command(
            $"SELECT {Columns} FROM commits WHERE id < $0 ORDER BY id DESC LIMIT $1", null, beforeId ?? long.MaxValue, limit);
        return Records(command);
    });

    private CommitRecord? One(string text, object value) => Read(connection =>
    {
        using var command = connection.Command(text, null, value);
        return Records(command) is [var record, ..] ? record : null;
    });

    private T Read<T>(Func<SqliteConnection, T> query)
    {
        try
        {
            using var connection = SqliteStatements.Connect(_path);
            return query(connection);
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the commit log cannot be read: {fault.Message}", fault);
        }
    }

    private static List<CommitRecord> Records(SqliteCommand command)
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
                reader.GetString(9))
            {
                Outcome = (CommitOutcome)reader.GetInt32(10),
                Duration = reader.IsDBNull(11) ? null : TimeSpan.FromMicroseconds(reader.GetInt64(11)),
                Trace = NullableText(reader, 12) is { } parent ? new TraceContext(parent, NullableText(reader, 13)) : null,
            });
        }

        return records;
    }

    private static string? NullableText(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
