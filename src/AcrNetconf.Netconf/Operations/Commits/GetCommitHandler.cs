using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>get-commit: one commit with what it changed.</summary>
internal sealed class GetCommitHandler(ServerContext server) : CommitHandler(server, "get-commit")
{
    public override ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
        => ValueTask.FromResult(Get(origin, Number(input, "commit-id")!.Value)); // mandatory

    private RpcOutcome Get(RequestOrigin origin, long id)
    {
        var (after, problem) = Server.Coordinator.ConfigurationAfter(id);
        if (after is null || Server.Coordinator.History.Find(id) is not { } record)
        {
            return Failed(problem);
        }

        var output = CommitWriter.Summary(Output(), record);

        // The commit before may be gone: because it is older than the retention, or because an import left a gap in the numbers.
        var previous = Server.Coordinator.History.List(1, id) is [var older, ..] ? older.Id : id == 1 ? 0 : (long?)null;
        if (previous is { } before && Server.Coordinator.ConfigurationAfter(before).Tree is { } from)
        {
            var difference = Difference(origin, from, after);
            CommitWriter.Nodes(output, "node", Leaves(difference)).Add(CommitWriter.Edit(Operation, difference));
        }

        return RpcOutcome.With(output.Build());
    }
}
