using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.History;
using AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;
using AcrNetconf.UnitTests.Datastores.Fakes;

namespace AcrNetconf.UnitTests.Datastores.Commit;

/// <summary>Confirmed commits that the agent decides by itself: never both, never neither.</summary>
[TestClass]
public sealed class HealthGateTests
{
    private static readonly CommitRequest Gated = new() { Confirmed = true, TimeoutSeconds = 60, Gate = new HealthGate(10) };

    private CommitWorld _world = null!; // set before each test

    [TestInitialize]
    public async Task Start()
    {
        _world = await CommitWorld.StartAsync();
        Assert.IsEmpty(await _world.CommitAsync(ImpactRow.Client));
        _world.Outcomes.Clear();
    }

    [TestCleanup]
    public async Task Stop() => await _world.DisposeAsync();

    [TestMethod]
    public async Task Confirms_itself_when_locked_long_enough()
    {
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        await _world.AdvanceAsync(20);
        Assert.IsNotNull(_world.Stores.Current.Pending);
        _world.Health.IsLocked = true;
        await _world.AdvanceAsync(9);
        Assert.IsNotNull(_world.Stores.Current.Pending, "nine seconds are not ten");
        await _world.AdvanceAsync(2);
        Assert.IsNull(_world.Stores.Current.Pending);
        AssertDecided(CommitOutcome.Confirmed, "server 1 was traced and the clock locked for 10 s", domain: 5);
        await _world.AdvanceAsync(120);
        AssertDecided(CommitOutcome.Confirmed, "server 1 was traced and the clock locked for 10 s", domain: 5);
    }

    [TestMethod]
    public async Task Lock_from_before_the_commit_does_not_count()
    {
        _world.Health.IsLocked = true;
        await _world.AdvanceAsync(100);
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        await _world.AdvanceAsync(9);
        Assert.IsNotNull(_world.Stores.Current.Pending);
        await _world.AdvanceAsync(1);
        Assert.IsNull(_world.Stores.Current.Pending);
    }

    [TestMethod]
    public async Task A_break_in_between_starts_again()
    {
        _world.Health.IsLocked = true;
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        await _world.AdvanceAsync(9);
        _world.Health.IsLocked = false;
        _world.Health.IsLocked = true;
        await _world.AdvanceAsync(9);
        Assert.IsNotNull(_world.Stores.Current.Pending);
        await _world.AdvanceAsync(2);
        AssertDecided(CommitOutcome.Confirmed, "server 1 was traced and the clock locked for 10 s", domain: 5);
    }

    [TestMethod]
    public async Task Takes_back_when_never_locked_and_says_why()
    {
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        await _world.AdvanceAsync(61);
        AssertDecided(CommitOutcome.Reverted, "the clock was not traced and locked in time: no server is traced", domain: 4);
        Assert.AreEqual(ConfirmEvent.Timeout, _world.Confirms[^1].Event);
    }

    [TestMethod]
    public async Task Takes_back_when_locked_too_late()
    {
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        await _world.AdvanceAsync(55);
        _world.Health.IsLocked = true;
        await _world.AdvanceAsync(6);
        AssertDecided(CommitOutcome.Reverted, "the clock was traced and locked for 5 s only when the time was over, not for 10 s", domain: 4);
    }

    [TestMethod]
    public async Task Outlives_its_session_which_an_ordinary_one_does_not()
    {
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        await _world.Coordinator.SessionEndedAsync(CommitWorld.Operator);
        Assert.IsNotNull(_world.Stores.Current.Pending);
        _world.Health.IsLocked = true;
        await _world.AdvanceAsync(11);
        AssertDecided(CommitOutcome.Confirmed, "server 1 was traced and the clock locked for 10 s", domain: 5);

        Assert.IsEmpty(await _world.CommitAsync("<domain>6</domain>", Gated with { Gate = null }));
        await _world.Coordinator.SessionEndedAsync(CommitWorld.Operator);
        Assert.IsNull(_world.Stores.Current.Pending);
        AssertDecided(CommitOutcome.Reverted, "its session ended", domain: 5);
    }

    [TestMethod]
    public async Task Goes_on_waiting_after_a_restart()
    {
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        await _world.AdvanceAsync(20);
        await _world.RestartAsync();
        Assert.IsNotNull(_world.Stores.Current.Pending);
        await _world.AdvanceAsync(20);
        _world.Health.IsLocked = true;
        await _world.AdvanceAsync(11);
        AssertDecided(CommitOutcome.Confirmed, "server 1 was traced and the clock locked for 10 s", domain: 5);
        _world.AssertOneTruth("confirmed after a restart");
    }

    [TestMethod]
    public async Task Time_goes_on_while_the_agent_does_not_run()
    {
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        _world.Time.Advance(TimeSpan.FromSeconds(61));
        _world.Outcomes.Clear();
        await _world.RestartAsync();
        Assert.IsNull(_world.Stores.Current.Pending);
        StringAssert.Contains(_world.Running, "<domain>4</domain>");
        Assert.AreEqual(CommitOutcome.Reverted, _world.Log.Find(2)!.Outcome);
        _world.AssertOneTruth("taken back at a restart");
    }

    [TestMethod]
    public async Task Client_may_decide_earlier()
    {
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        Assert.IsEmpty(await _world.Coordinator.CancelCommitAsync(CommitWorld.Operator, null, CancellationToken.None));
        StringAssert.Contains(_world.Running, "<domain>4</domain>");
        _world.Health.IsLocked = true;
        await _world.AdvanceAsync(100);
        StringAssert.Contains(_world.Running, "<domain>4</domain>");

        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        Assert.IsEmpty(await _world.Coordinator.CommitAsync(CommitWorld.Operator, new CommitRequest(), CancellationToken.None));
        _world.Health.IsLocked = false;
        await _world.AdvanceAsync(100);
        StringAssert.Contains(_world.Running, "<domain>5</domain>");
    }

    [TestMethod]
    public async Task Orphan_can_be_cancelled_by_anybody_and_confirmed_by_nobody()
    {
        var other = new RequestOrigin(8, "admin", null);
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated));
        Assert.AreEqual("in-use", (await _world.Coordinator.CancelCommitAsync(other, null, CancellationToken.None))[0].ErrorTag);
        await _world.Coordinator.SessionEndedAsync(CommitWorld.Operator);
        Assert.AreEqual("in-use", (await _world.CommitAsync("<domain>6</domain>", null, other))[0].ErrorTag);
        Assert.IsEmpty(await _world.Coordinator.CancelCommitAsync(other, null, CancellationToken.None));
        StringAssert.Contains(_world.Running, "<domain>4</domain>");
    }

    [TestMethod]
    public async Task Confirmation_that_cannot_be_written_is_none()
    {
        _world.Health.IsLocked = true;
        Assert.IsEmpty(await _world.CommitAsync("<domain>5</domain>", Gated with { TimeoutSeconds = 11 }));
        _world.Faults.Arm((0, Fault.Failure));
        await _world.AdvanceAsync(10);
        Assert.IsNotNull(_world.Stores.Current.Pending, "not durable, not confirmed");
        await _world.AdvanceAsync(1);
        Assert.IsNull(_world.Stores.Current.Pending);
        _world.AssertOneTruth("confirmed at the second try");
    }

    [TestMethod]
    public async Task Wrong_wishes_are_refused()
    {
        Assert.AreEqual("not-confirmed", (await _world.CommitAsync("<domain>5</domain>", Gated with { Confirmed = false }))[0].ErrorAppTag);
        Assert.AreEqual("invalid-value", (await _world.CommitAsync("<domain>5</domain>", Gated with { TimeoutSeconds = 10 }))[0].ErrorTag);
        StringAssert.Contains(_world.Running, "<domain>4</domain>");
    }

    private void AssertDecided(CommitOutcome outcome, string reason, int domain)
    {
        StringAssert.Contains(_world.Running, $"<domain>{domain}</domain>");
        var notice = _world.Outcomes.Last(o => o.Record.Kind == CommitKind.ConfirmedCommit);
        Assert.AreEqual(outcome, notice.Record.Outcome);
        Assert.AreEqual(reason, notice.Reason);
        Assert.AreEqual(outcome, _world.Log.Find(notice.Record.Id)!.Outcome);
        Assert.AreEqual(1, _world.Outcomes.Count(o => o.Record.Id == notice.Record.Id && o.Record.Outcome is CommitOutcome.Confirmed or CommitOutcome.Reverted), "decided once");
    }
}
