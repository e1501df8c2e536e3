using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.History;
using AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Datastores.Commit;

/// <summary>Faults at every step: afterwards running, the log, the components and the notifications tell one story.</summary>
[TestClass]
public sealed class CommitFaultTests
{
    public TestContext TestContext { get; set; } = null!; // set by the framework

    public static IEnumerable<TestDataRow<(int Step, Fault Fault)>> EveryStep =>
        from step in Enumerable.Range(0, 10)
        from fault in new[] { Fault.Failure, Fault.Timeout, Fault.Kill }
        select new TestDataRow<(int, Fault)>((step, fault)) { DisplayName = $"{fault} at step {step}" };

    [TestMethod]
    public async Task A_commit_has_the_steps_the_faults_are_put_at()
    {
        await using var world = await CommitWorld.StartAsync();
        world.Faults.Arm();
        Assert.IsEmpty(await world.CommitAsync(ImpactRow.Client));
        CollectionAssert.AreEqual(
            new[]
            {
                "prepare sockets", "prepare servo", "prepare core", "before append", "after append", "apply sockets", "apply servo", "apply core", "before note", "after note",
            },
            world.Faults.Steps);
    }

    [TestMethod]
    [DynamicData(nameof(EveryStep))]
    public async Task One_side_or_the_other_never_between((int Step, Fault Fault) at)
    {
        await using var world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await world.CommitAsync(ImpactRow.Client));
        var before = world.Running;
        world.Faults.Arm(at);
        var reply = world.CommitAsync("<dscp>1</dscp><ttl>2</ttl><minor-version>1</minor-version><domain>7</domain>");
        await Task.WhenAny(reply, world.Faults.Killed.Task);
        var wasKilled = world.Faults.Killed.Task.IsCompleted;
        var isLogged = world.Log.LastId > 1;
        if (wasKilled)
        {
            await world.RestartAsync();
        }
        else
        {
            await world.AdvanceAsync(11);
        }

        world.AssertOneTruth($"{at}");
        var isNew = world.Running.Contains("<domain>7</domain>", StringComparison.Ordinal);
        Assert.IsTrue(isNew || world.Running == before);
        Assert.AreEqual(wasKilled ? isLogged : (await reply).IsEmpty, isNew, "a reply of ok means running, an error means unchanged, and a durable commit stays");
    }

    [TestMethod]
    public async Task Random_edits_with_random_faults_keep_one_truth()
    {
        // 10,000 with ACR_COMMIT_EDITS=10000; another seed each time, and the seed replays a run.
        var wanted = int.Parse(Environment.GetEnvironmentVariable("ACR_COMMIT_EDITS") ?? "300", CultureInfo.InvariantCulture);
        var seed = Environment.GetEnvironmentVariable("ACR_FUZZ_SEED") is { } replayed ? int.Parse(replayed, CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);
        TestContext.WriteLine($"ACR_FUZZ_SEED={seed} ACR_COMMIT_EDITS={wanted}");
        await using var world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await world.CommitAsync(ImpactRow.Client));
        var random = new Random(seed);
        int edits = 0, faults = 0, kills = 0;
        var trail = new Queue<string>();
        while (edits < wanted)
        {
            var context = $"ACR_FUZZ_SEED={seed}, edit {edits}{string.Concat(trail)}";
            var armed = Arm(world, random);
            var (content, request) = RandomCommit(random);
            var reply = ActAsync(world, random, content, request);
            await Task.WhenAny(reply, world.Faults.Killed.Task);
            if (world.Faults.Killed.Task.IsCompleted)
            {
                kills++;
                await world.RestartAsync();
            }
            else
            {
                var violations = await reply;
                if (!violations.IsEmpty && violations[0].Message.Contains("is mandatory", StringComparison.Ordinal))
                {
                    // A rollback took the server this edit is about: no valid edit, so begin again from a whole client.
                    world.Faults.Arm();
                    _ = await world.Coordinator.DiscardAsync(CommitWorld.Operator, CancellationToken.None);
                    _ = await world.CommitAsync(ImpactRow.Client);
                    continue;
                }

                Assert.IsTrue(violations.IsEmpty || armed || IsAboutPending(violations[0].ErrorTag), $"{context}: {(violations.IsEmpty ? "" : violations[0].Message)}");
                world.Faults.Arm();
                await world.AdvanceAsync(11);
            }

            edits++;
            faults += armed ? 1 : 0;
            if (trail.Count == 6)
            {
                trail.Dequeue();
            }

            trail.Enqueue($"\n  {content} {request}: {string.Join(", ", world.Faults.Told)}");
            world.AssertOneTruth($"ACR_FUZZ_SEED={seed}, edit {edits}{string.Concat(trail)}");
        }

        TestContext.WriteLine($"{edits} edits, {faults} with faults, {kills} kills, {world.Log.LastId} commits");
    }

    private static bool IsAboutPending(string tag) => tag is "in-use" or "invalid-value" or "operation-failed";

    private static bool Arm(CommitWorld world, Random random)
    {
        var faults = Enumerable.Range(0, random.Next(3)).Select(_ => (random.Next(14), (Fault)random.Next(1, 4))).DistinctBy(f => f.Item1).ToArray();
        world.Faults.Arm(faults);
        return faults.Length > 0;
    }

    private static (string Content, CommitRequest Request) RandomCommit(Random random)
    {
        var rows = Enumerable.Range(0, random.Next(1, 5)).Select(_ => ImpactRow.Table[random.Next(10, ImpactRow.Table.Count)]).DistinctBy(r => r.Path.Split('/')[0]).ToList();
        var content = string.Concat(rows.Select(r => random.Next(2) == 0 ? r.Change : r.ChangeBack));
        if (random.Next(10) == 0)
        {
            content += $"<unicast-negotiate><enable>{(random.Next(2) == 0 ? "true" : "false")}</enable></unicast-negotiate>";
        }

        var isConfirmed = random.Next(4) == 0;
        return (content, new CommitRequest
        {
            Confirmed = isConfirmed,
            TimeoutSeconds = (uint)random.Next(3, 30),
            Gate = isConfirmed && random.Next(2) == 0 ? new HealthGate(2) : null,
        });
    }

    private static async Task<ImmutableArray<Violation>> ActAsync(CommitWorld world, Random random, string content, CommitRequest request)
    {
        world.Health.IsLocked = random.Next(3) > 0;
        switch (random.Next(12))
        {
            case 0:
                await world.Coordinator.SessionEndedAsync(CommitWorld.Operator);
                return [];
            case 1:
                return await world.Coordinator.CancelCommitAsync(CommitWorld.Operator, null, CancellationToken.None);
            case 2:
                _ = await world.Coordinator.DiscardAsync(CommitWorld.Operator, CancellationToken.None);
                return (await world.Coordinator.RollbackAsync(CommitWorld.Operator, new RollbackTarget.Steps(random.Next(1, 20)), request, CancellationToken.None)).Violations;
            default:
                return await world.CommitAsync(content, request);
        }
    }
}
