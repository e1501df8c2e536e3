using System.Globalization;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.History;
using AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;
using AcrNetconf.UnitTests.Datastores.Fakes;

namespace AcrNetconf.UnitTests.Datastores.Commit;

/// <summary>Returning to earlier commits.</summary>
[TestClass]
public sealed class RollbackTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(10)]
    [DataRow(100)]
    public async Task Rollback_restores_the_configuration_byte_by_byte(int steps)
    {
        await using var world = await CommitWorld.StartAsync();
        var random = new Random(steps);
        Assert.IsEmpty(await world.CommitAsync(ImpactRow.Client));
        var texts = new List<string> { world.Running };
        while (texts.Count <= 130)
        {
            var row = ImpactRow.Table[random.Next(10, ImpactRow.Table.Count)];
            Assert.IsEmpty(await world.CommitAsync(random.Next(2) == 0 ? row.Change : row.ChangeBack));
            if (world.Running != texts[^1])
            {
                texts.Add(world.Running);
            }
        }

        var (violations, made) = await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Steps(steps), new CommitRequest(), CancellationToken.None);
        Assert.IsEmpty(violations);
        Assert.AreEqual(texts[^(steps + 1)], world.Running);
        Assert.AreEqual(CommitKind.Rollback, world.Log.Find(made!.Value)!.Kind);
        world.AssertOneTruth("after the rollback");
        await world.RestartAsync();
        Assert.AreEqual(texts[^(steps + 1)], world.Running);
    }

    [TestMethod]
    public async Task Rollback_to_before_the_first_commit_is_empty()
    {
        await using var world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await world.CommitAsync("<dscp>1</dscp>"));
        Assert.IsEmpty((await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Steps(1), new CommitRequest(), CancellationToken.None)).Violations);
        Assert.IsTrue(world.Stores.Running.IsEmpty);
        var (violations, _) = await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Steps(3), new CommitRequest(), CancellationToken.None);
        Assert.AreEqual("the history does not reach 3 commits back; it holds 1 to 2", violations[0].Message);
    }

    [TestMethod]
    public async Task Rollback_by_label_and_number_keeps_comment_and_asks_for_impact()
    {
        await using var world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await world.CommitAsync(ImpactRow.Client, new CommitRequest { Label = "good", Comment = "as delivered" }));
        Assert.IsEmpty(await world.CommitAsync("<unicast-negotiate><enable>false</enable></unicast-negotiate>"));

        var limited = new CommitRequest { MaximumImpact = Impact.Hitless };
        var (violations, made) = await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Label("good"), limited, CancellationToken.None);
        Assert.AreEqual("impact-exceeded", violations[0].ErrorAppTag);
        Assert.IsNull(made);

        (violations, made) = await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Label("good"), new CommitRequest { Comment = "again" }, CancellationToken.None);
        Assert.IsEmpty(violations);
        Assert.AreEqual(3L, made);
        var record = world.Log.Find(3)!;
        Assert.AreEqual(("again", "operator", 7u, "192.0.2.7", Impact.Relock, CommitOutcome.Applied), (record.Comment, record.User, record.SessionId, record.Source, record.Impact, record.Outcome));
        Assert.IsNotNull(record.Duration);

        (violations, _) = await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Commit(9), new CommitRequest(), CancellationToken.None);
        Assert.AreEqual("commit 9 is not in the history, which holds 1 to 3", violations[0].Message);
        (violations, _) = await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Label("bad"), new CommitRequest(), CancellationToken.None);
        Assert.AreEqual("no commit of the history has the label bad", violations[0].Message);
    }

    [TestMethod]
    public async Task Rollback_leaves_uncommitted_changes_alone()
    {
        await using var world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await world.CommitAsync("<dscp>1</dscp>"));
        var edit = new EditRequest(DatastoreName.Candidate, TestModel.Read("<dscp>2</dscp>"));
        Assert.IsEmpty(await world.Coordinator.EditAsync(CommitWorld.Operator, edit, CancellationToken.None));
        var (violations, _) = await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Steps(1), new CommitRequest(), CancellationToken.None);
        Assert.AreEqual("candidate-modified", violations[0].ErrorAppTag);
    }

    [TestMethod]
    public async Task Max_impact_names_each_offending_node_and_changes_nothing()
    {
        await using var world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await world.CommitAsync(ImpactRow.Client));
        var violations = await world.CommitAsync("<dscp>1</dscp><enable>false</enable><unicast-negotiate><enable>false</enable></unicast-negotiate>", new CommitRequest { MaximumImpact = Impact.Hitless });
        CollectionAssert.AreEquivalent(
            new[] { "/ptp-adaptive:ptp-adaptive/enable", "/ptp-adaptive:ptp-adaptive/unicast-negotiate/enable" }, violations.Select(v => v.Path!.ToString()).ToArray());
        Assert.IsTrue(violations.All(v => v.ErrorAppTag == "impact-exceeded"));
        Assert.AreEqual(1, world.Log.LastId);
    }

    [TestMethod]
    public async Task History_survives_export_and_import_and_every_commit_can_be_returned_to()
    {
        await using var from = await CommitWorld.StartAsync();
        Assert.IsEmpty(await from.CommitAsync(ImpactRow.Client, new CommitRequest { Label = "first" }));
        for (var i = 0; i < 150; i++)
        {
            Assert.IsEmpty(await from.CommitAsync(string.Create(CultureInfo.InvariantCulture, $"<dscp>{i % 60}</dscp>")));
        }

        from.Log.Settle();
        var file = HistoryFile.Export(from.Log, 20, out var count);
        Assert.AreEqual(52, count, "from the whole configuration at commit 100 on");
        Assert.AreEqual(151, HistoryFile.Read(HistoryFile.Export(from.Log, 0, out _), long.MaxValue, out _)!.Edits.Count);

        await using var to = await CommitWorld.StartAsync();
        Assert.IsEmpty(await to.CommitAsync("<ttl>3</ttl>"));
        to.AssertOneTruth("before the import");
        var before = to.Running;
        var history = HistoryFile.Read(file, long.MaxValue, out var problem);
        Assert.IsNotNull(history, problem);
        Assert.AreEqual("data-exists", (await to.Coordinator.ImportAsync(CommitWorld.Operator, history, ImportMode.IntoEmpty, CancellationToken.None)).Violations[0].ErrorTag);
        var (violations, made) = await to.Coordinator.ImportAsync(CommitWorld.Operator, history, ImportMode.Replace, CancellationToken.None);
        Assert.IsEmpty(violations);
        Assert.AreEqual(152L, made);
        Assert.AreEqual(before, to.Running, "running stays");
        to.AssertOneTruth("after the import");
        Assert.IsEmpty((await to.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Commit(120), new CommitRequest(), CancellationToken.None)).Violations);
        Assert.AreEqual(TestModel.Text(from.Coordinator.Rebuild(120)), to.Running);
        await to.RestartAsync();
        Assert.AreEqual(TestModel.Text(from.Coordinator.Rebuild(120)), to.Running);
    }

    [TestMethod]
    public async Task Damaged_or_foreign_files_are_refused_with_a_reason()
    {
        await using var world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await world.CommitAsync("<ttl>3</ttl>"));
        var file = HistoryFile.Export(world.Log, 0, out _);
        for (var length = 0; length < file.Length - 20; length += 7)
        {
            Assert.IsNull(HistoryFile.Read(file[..length], long.MaxValue, out var problem));
            Assert.IsNotNull(problem);
        }

        Assert.IsNull(HistoryFile.Read(file, 10, out _), "a file that unfolds to too much");
        var foreign = new CommitRestart(null, 0, [world.Log.Find(1)! with { Edit = "<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><a xmlns=\"urn:b\"/></config>" }]);
        var (violations, _) = await world.Coordinator.ImportAsync(CommitWorld.Operator, foreign, ImportMode.Replace, CancellationToken.None);
        StringAssert.StartsWith(violations[0].Message, "commit 1 of the file does not fit");
        Assert.AreEqual(1, world.Log.LastId);
    }
}
