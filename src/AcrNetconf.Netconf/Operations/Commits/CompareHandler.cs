using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>compare-commits: what differs between two commits, or between one and running.</summary>
internal sealed class CompareHandler(ServerContext server) : CommitHandler(server, "compare-commits")
{
    public override ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
        => ValueTask.FromResult(Compare(origin, Number(input, "from")!.Value, Number(input, "to"))); // from is mandatory

    private RpcOutcome Compare(RequestOrigin origin, long from, long? to)
    {
        var (before, problem) = Server.Coordinator.ConfigurationAfter(from);
        if (before is null)
        {
            return Failed(problem);
        }

        var after = Server.Stores.Running;
        if (to is { } id)
        {
            (var found, problem) = Server.Coordinator.ConfigurationAfter(id);
            if (found is null)
            {
                return Failed(problem);
            }

            after = found;
        }

        var difference = Difference(origin, before, after);
        return RpcOutcome.With(CommitWriter.Nodes(Output(), "node", Leaves(difference)).Add(CommitWriter.Edit(Operation, difference)).Build());
    }
}
