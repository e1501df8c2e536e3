using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.History;
using Microsoft.Data.Sqlite;

namespace AcrNetconf.UnitTests.Datastores.History;

[TestClass]
public sealed class SqliteCommitLogTests
{
    // Memory where there is some: waiting for a disk changes nothing of what is tested.
    private static readonly string s_folder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly string _file = Path.Combine(s_folder, $"acr-log-{Guid.NewGuid():N}.db");

    [TestCleanup]
    public void Clean()
    {
        foreach (var file in Directory.EnumerateFiles(s_folder, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Record_comes_back_as_it_went_and_its_outcome_is_recovered_until_noted()
    {
        var record = Record(1) with { Comment = "why", Label = "l", Trace = new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "rojo=1") };
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
            log.Settle();
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
            log.Settle();
        }

        Assert.AreEqual(100, log.FirstId());
    }

    [TestMethod]
    public void Large_configurations_are_written_less_often_and_small_ones_every_hundred_commits()
    {
        using var log = SqliteCommitLog.Open(_file);
        for (var id = 1; id <= 1250; id++)
        {
            log.Append(Record(id), null, () => new string('c', 100_000));
            log.Settle();
        }

        // Nothing was known of its size before the first one.
        Assert.AreEqual((100L, 899), (log.LoadRestart(999).SnapshotId, log.LoadRestart(999).Edits.Count));
        Assert.AreEqual((1100L, 150), (log.LoadRestart(1250).SnapshotId, log.LoadRestart(1250).Edits.Count));
    }

    [TestMethod]
    public void Commits_go_on_while_the_whole_configuration_is_written()
    {
        using var written = new ManualResetEventSlim();
        using var log = SqliteCommitLog.Open(_file);
        for (var id = 1; id <= 150; id++)
        {
            log.Append(Record(id), null, () =>
            {
                written.Wait();
                return "<c/>";
            });
        }

        Assert.AreEqual(0, log.LoadRestart(150).SnapshotId);
        written.Set();
        log.Settle();
        Assert.AreEqual(("<c/>", 100L, 50), Shape(log.LoadRestart(150)));
    }

    [TestMethod]
    public void Configuration_of_a_history_that_was_replaced_meanwhile_is_not_written()
    {
        using var written = new ManualResetEventSlim();
        using var log = SqliteCommitLog.Open(_file);
        for (var id = 1; id <= 100; id++)
        {
            log.Append(Record(id), null, () =>
            {
                written.Wait();
                return "<old/>";
            });
        }

        var imported = Enumerable.Range(1, 100).Select(id => Record(id) with { Time = DateTimeOffset.UnixEpoch }).ToArray();
        log.Replace(new CommitRestart(null, 0, imported), Record(101), "<new/>");
        written.Set();
        log.Settle();
        Assert.AreEqual((null, 0L, 100), Shape(log.LoadRestart(100)));
        Assert.AreEqual(("<new/>", 101L, 0), Shape(log.LoadRestart(101)));
    }

    [TestMethod]
    public void Write_ahead_log_begins_anew_instead_of_growing()
    {
        var edit = new string('e', 100_000);
        using var log = SqliteCommitLog.Open(_file);
        for (var id = 1; id <= 300; id++)
        {
            log.Append(Record(id) with { Edit = edit }, null, () => "<c/>");
            log.Settle();
        }

        Assert.IsLessThan(10_000_000, new FileInfo(_file + "-wal").Length, "30 MB were written");
        Assert.AreEqual(300, log.List(1000).Count);
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
