using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.History;
using Microsoft.Data.Sqlite;

namespace AcrNetconf.UnitTests.Datastores.History;

[TestClass]
public sealed class SqliteCommitLogTests
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"acr-log-{Guid.NewGuid():N}.db");

    [TestCleanup]
    public void Clean()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Record_comes_back_as_it_went_and_its_outcome_is_recovered_until_noted()
    {
        var record = Record(1) with { Comment = "why", Label = "l" };
        using var log = SqliteCommitLog.Open(_file);
        log.Append(record, null, () => "<c/>");
        Assert.AreEqual(record, log.Find(1));
        Assert.AreEqual(CommitOutcome.Recovered, log.Find(1)!.Outcome);
        log.Note(1, CommitOutcome.Applied, TimeSpan.FromMicroseconds(1234));
        Assert.AreEqual(record with { Outcome = CommitOutcome.Applied, Duration = TimeSpan.FromMicroseconds(1234) }, log.Find(1));
        Assert.AreEqual(1, log.FindLabel("l")!.Id);
        Assert.IsNull(log.FindLabel("m"));
    }

    [TestMethod]
    [DataRow(CommitKind.Revert, CommitOutcome.Reverted)]
    [DataRow(CommitKind.Commit, CommitOutcome.Confirmed)]
    public void What_ends_a_pending_commit_says_what_became_of_it(CommitKind kind, CommitOutcome outcome)
    {
        var pending = new PendingConfirm(new RequestOrigin(3, "u", null), "token", DateTimeOffset.UnixEpoch, 1, new HealthGate(5));
        using var log = SqliteCommitLog.Open(_file);
        log.Append(Record(1), null, () => "<c/>");
        log.Append(Record(2) with { Kind = CommitKind.ConfirmedCommit }, pending, () => "<c/>");
        Assert.AreEqual(pending, log.LoadPending());
        log.Append(Record(3) with { Kind = kind }, null, () => "<c/>");
        Assert.IsNull(log.LoadPending());
        Assert.AreEqual(outcome, log.Find(2)!.Outcome);
        Assert.AreEqual(CommitOutcome.Recovered, log.Find(1)!.Outcome);
    }

    [TestMethod]
    public void Retention_drops_what_is_old_and_keeps_what_is_needed_to_return()
    {
        using var log = SqliteCommitLog.Open(_file, retention: 150);
        for (var id = 1; id <= 500; id++)
        {
            log.Append(Record(id), null, () => $"<c>{id}</c>");
        }

        Assert.AreEqual(300, log.FirstId());
        Assert.AreEqual(("<c>300</c>", 300L, 0), Shape(log.LoadRestart(300)));
        Assert.AreEqual(("<c>300</c>", 300L, 99), Shape(log.LoadRestart(399)));
        Assert.AreEqual(500L, log.Back(0));
        Assert.AreEqual(300L, log.Back(200));
        Assert.IsNull(log.Back(201));
    }

    [TestMethod]
    public void Retention_spares_what_a_pending_commit_would_return_to()
    {
        var pending = new PendingConfirm(RequestOrigin.System, null, DateTimeOffset.UnixEpoch, 120);
        using var log = SqliteCommitLog.Open(_file, retention: 150);
        for (var id = 1; id <= 500; id++)
        {
            log.Append(Record(id), id > 120 ? pending : null, () => $"<c>{id}</c>");
        }

        Assert.AreEqual(100, log.FirstId());
    }

    [TestMethod]
    public void Log_of_the_first_version_is_taken_over()
    {
        using (var old = new SqliteConnection($"Data Source={_file};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = """
                CREATE TABLE commits (
                  id INTEGER PRIMARY KEY, time TEXT NOT NULL, kind INTEGER NOT NULL, user TEXT NOT NULL, session INTEGER NOT NULL,
                  source TEXT, impact INTEGER NOT NULL, comment TEXT, label TEXT, edit TEXT NOT NULL);
                CREATE TABLE pending (
                  one INTEGER PRIMARY KEY CHECK (one = 1), user TEXT NOT NULL, session INTEGER NOT NULL, source TEXT,
                  persist TEXT, deadline TEXT NOT NULL, revert_to INTEGER NOT NULL);
                INSERT INTO commits VALUES (1, '2026-01-31T12:00:00.0000000Z', 0, 'u', 3, NULL, 1, NULL, NULL, '<c/>');
                """;
            command.ExecuteNonQuery();
        }

        using var log = SqliteCommitLog.Open(_file);
        Assert.AreEqual(CommitOutcome.Applied, log.Find(1)!.Outcome);
        log.Append(Record(2), null, () => "<c/>");
        Assert.AreEqual(Record(2), log.Find(2));
    }

    private static (string? Snapshot, long Id, int Edits) Shape(CommitRestart restart) => (restart.Snapshot, restart.SnapshotId, restart.Edits.Count);

    private static CommitRecord Record(long id)
        => new(id, new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), CommitKind.Commit, "u", 3, "192.0.2.1", Impact.Hitless, null, null, "<c/>");
}
