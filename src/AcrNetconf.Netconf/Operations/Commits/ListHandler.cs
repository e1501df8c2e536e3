using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>list-commits: the history page by page.</summary>
internal sealed class ListHandler(ServerContext server) : CommitHandler(server, "list-commits")
{
    private const int DefaultLimit = 20;

    public override ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        var output = Output();
        foreach (var record in Server.Coordinator.History.List((int)(Number(input, "limit") ?? DefaultLimit), Number(input, "before")))
        {
            CommitWriter.Summary(output.Enter("commit"), record).Exit();
        }

        return ValueTask.FromResult(RpcOutcome.With(output.Build()));
    }
}
