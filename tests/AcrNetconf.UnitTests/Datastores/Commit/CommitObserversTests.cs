using AcrNetconf.Datastores.Commit;
using AcrNetconf.UnitTests.Datastores.Fakes;

namespace AcrNetconf.UnitTests.Datastores.Commit;

/// <summary>Telling observers what happened.</summary>
[TestClass]
public sealed class CommitObserversTests
{
    [TestMethod]
    public async Task A_failing_observer_changes_neither_the_answer_nor_what_the_next_one_hears()
    {
        await using var world = await CommitWorld.StartAsync();
        var next = new Listener(fails: false);
        world.Coordinator.Observe(new Listener(fails: true));
        world.Coordinator.Observe(next);

        Assert.IsEmpty(await world.CommitAsync("<dscp>1</dscp>"));
        Assert.IsEmpty(await world.CommitAsync("<dscp>2</dscp>", new CommitRequest { Confirmed = true }));
        Assert.IsEmpty(await world.Coordinator.CancelCommitAsync(CommitWorld.Operator, null, CancellationToken.None));

        CollectionAssert.IsSubsetOf(new[] { "OnCommitted", "OnConfirm", "OnOutcome" }, next.Heard);
        world.AssertOneTruth("after commits over which an observer failed");
    }

    private sealed class Listener(bool fails) : ICommitObserver
    {
        public List<string> Heard { get; } = [];

        public void OnCommitted(CommitNotice notice) => Hear(nameof(OnCommitted));

        public void OnConfirm(ConfirmNotice notice) => Hear(nameof(OnConfirm));

        public void OnOutcome(OutcomeNotice notice) => Hear(nameof(OnOutcome));

        private void Hear(string what)
        {
            Heard.Add(what);
            if (fails)
            {
                throw new InvalidOperationException($"cannot hear {what}");
            }
        }
    }
}
