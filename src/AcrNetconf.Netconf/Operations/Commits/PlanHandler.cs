using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>get-commit-plan: what a commit would do, without doing it.</summary>
internal sealed class PlanHandler(ServerContext server) : CommitHandler(server, "get-commit-plan")
{
    public override ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        var running = Server.Stores.Running;
        var (wanted, problems) = Wanted(origin, input);
        if (wanted is null)
        {
            return ValueTask.FromResult(RpcOutcome.Failed(problems));
        }

        var (plan, violations) = Server.Coordinator.Plan(wanted);
        return ValueTask.FromResult(violations.IsEmpty
            ? RpcOutcome.With(Write(plan, Leaves(Difference(origin, running, wanted))))
            : RpcOutcome.Failed(violations));
    }

    private (DataTree? Tree, System.Collections.Immutable.ImmutableArray<Violation> Problems) Wanted(RequestOrigin origin, DataBranch input)
    {
        if (input.Find("config") is AnydataNode config)
        {
            using var reader = config.Value.CreateReader();
            reader.MoveToContent();
            var read = XmlDataReader.ReadConfig(reader, Server.Schema);
            return read.IsValid ? (read.ToTree(Server.Schema), []) : (null, read.Violations);
        }

        if (Number(input, "commit-id") is { } id)
        {
            var (earlier, problem) = Server.Coordinator.ConfigurationAfter(id);
            return (earlier, problem is null ? [] : [problem]);
        }

        var (tree, conflicts) = Server.Coordinator.ToCommit(origin);
        return conflicts.IsEmpty ? (tree, []) : (null, conflicts);
    }

    private DataBranch Write(CommitPlan plan, IReadOnlyCollection<PlannedLeaf> visible)
    {
        var output = Output()
            .Leaf("impact", ModelImpact.NameOf(plan.Impact))
            .LeafIfAny("untraced-time", CommitWriter.Seconds(plan.Untraced));
        var told = visible.Select(l => l.Path).ToHashSet();
        var claimed = new HashSet<InstancePath>();
        for (var i = 0; i < plan.Changes.Length; i++)
        {
            var change = plan.Changes[i];
            output.Enter("change")
                .Leaf("order", i + 1)
                .Leaf("component", change.Component)
                .Leaf("action", change.IsRemoval ? "stop" : change.IsCreation ? "start" : "modify")
                .Leaf("impact", ModelImpact.NameOf(change.Impact));
            CommitWriter.Nodes(output, "node", change.Leaves.Where(l => told.Contains(l.Path))).Exit();
            claimed.UnionWith(change.Leaves.Select(l => l.Path));
        }

        return CommitWriter.Nodes(output, "other-node", visible.Where(l => !claimed.Contains(l.Path))).Build();
    }
}
