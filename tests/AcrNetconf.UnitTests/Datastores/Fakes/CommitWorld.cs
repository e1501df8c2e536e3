using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>A coordinator with three components and the real log, that can be killed and started again.</summary>
internal sealed class CommitWorld : ICommitObserver, IAsyncDisposable
{
    public static readonly RequestOrigin Operator = new(7, "operator", "192.0.2.7");

    // Memory where there is some: what is tested is order, and waiting for a disk does not change it.
    private static readonly string Folder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly string _file = Path.Combine(Folder, $"acr-commits-{Guid.NewGuid():N}.db");
    private readonly int _retention;
    private readonly Dictionary<long, CommitOutcome> _told = [];
    private SqliteCommitLog _log;
    private DataTree? _observed;

    private CommitWorld(int retention)
    {
        _retention = retention;
        _log = SqliteCommitLog.Open(_file, retention);
        Health = new FakeHealth(Time);
        Faults = new FaultScript();
        Stores = new DatastoreSet(TestModel.Schema);
        Components = [];
        Coordinator = null!; // Build makes it
        Build();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public FakeHealth Health { get; }

    public FaultScript Faults { get; private set; }

    public DatastoreSet Stores { get; private set; }

    public ImmutableArray<FakeComponent> Components { get; private set; }

    public CommitCoordinator Coordinator { get; private set; }

    public SqliteCommitLog Log => _log;

    public List<OutcomeNotice> Outcomes { get; } = [];

    public List<ConfirmNotice> Confirms { get; } = [];

    public string Running => TestModel.Text(Stores.Running);

    public static async Task<CommitWorld> StartAsync(int retention = SqliteCommitLog.DefaultRetention)
    {
        var world = new CommitWorld(retention);
        Assert.IsEmpty(await world.Coordinator.StartAsync(null));
        return world;
    }

    /// <summary>Edits candidate inside ptp-adaptive and commits; the violations of either.</summary>
    public async Task<ImmutableArray<Violation>> CommitAsync(string content, CommitRequest? request = null, RequestOrigin? origin = null)
    {
        var who = origin ?? Operator;
        var edit = new EditRequest(DatastoreName.Candidate, TestModel.Read(content));
        var errors = await Coordinator.EditAsync(who, edit, CancellationToken.None);
        return errors.IsEmpty ? await Coordinator.CommitAsync(who, request ?? new CommitRequest(), CancellationToken.None) : errors;
    }

    /// <summary>Lets time pass and everything it set off happen.</summary>
    public async Task AdvanceAsync(double seconds)
    {
        for (var left = seconds; left > 0; left -= 1)
        {
            Time.Advance(TimeSpan.FromSeconds(Math.Min(1, left)));
            await Coordinator.ValidateCandidateAsync(RequestOrigin.System, CancellationToken.None);
        }
    }

    /// <summary>kill -9 and a new start on the same log.</summary>
    public async Task RestartAsync()
    {
        _log.Dispose();
        _log = SqliteCommitLog.Open(_file, _retention);
        _told.Clear();
        _observed = null;
        Faults = new FaultScript();
        Stores = new DatastoreSet(TestModel.Schema);
        Build();
        Assert.IsEmpty(await Coordinator.StartAsync(null));
    }

    /// <summary>Running = last durable commit = what the components run = what notifications said.</summary>
    public void AssertOneTruth(string context)
    {
        var running = Running;
        Assert.AreEqual(TestModel.Text(Coordinator.Rebuild(_log.LastId)), running, $"running is the last durable commit; {context}");
        foreach (var component in Components)
        {
            Assert.AreEqual(component.Wanted(Stores.Running), component.InForce, $"{component.Name} runs running; {context}");
            Assert.AreEqual(0, component.Held, $"{component.Name} holds nothing; {context}");
        }

        if (_observed is not null)
        {
            Assert.AreEqual(running, TestModel.Text(_observed), $"notifications said running; {context}");
        }

        Assert.AreEqual(Stores.Current.Pending is null, _log.LoadPending() is null, $"the log knows what is pending; {context}");
        foreach (var (id, outcome) in _told)
        {
            // What could not be noted reads as recovered, which a running configuration is.
            var logged = _log.Find(id)!.Outcome;
            Assert.IsTrue(
                logged == outcome || (logged == CommitOutcome.Recovered && outcome is CommitOutcome.Applied or CommitOutcome.Pending or CommitOutcome.Undone)
                || (logged == CommitOutcome.Reverted && outcome == CommitOutcome.Undone),
                $"the log says {logged} and the notification {outcome} of commit {id}; {context}");
        }

        _told.Clear();
    }

    public void OnCommitted(CommitNotice notice) => _observed = notice.Diff.To;

    public void OnConfirm(ConfirmNotice notice) => Confirms.Add(notice);

    public void OnOutcome(OutcomeNotice notice)
    {
        Outcomes.Add(notice);
        _told[notice.Record.Id] = notice.Record.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        if (!Faults.Killed.Task.IsCompleted)
        {
            // A fault that is still armed would meet the components while they are stopped.
            Faults.Arm();
            await Coordinator.DisposeAsync();
        }

        _log.Dispose();
        foreach (var file in Directory.EnumerateFiles(Folder, Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    private void Build()
    {
        Components = [new FakeComponent("sockets", 0, Faults), new FakeComponent("servo", 1, Faults), new FakeComponent("core", 2, Faults)];
        var builder = new FeatureBuilder(TestModel.Schema);
        foreach (var component in Components)
        {
            builder.Component(component);
        }

        Coordinator = new CommitCoordinator(Stores, builder.Build(), new FaultyLog(_log, Faults), new MortalTime(Time, Faults.Killed.Task), NullLogger.Instance) { Health = Health };
        Coordinator.Observe(this);
    }
}
