using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>export-history: the history as one file.</summary>
internal sealed class ExportHandler(ServerContext server) : CommitHandler(server, "export-history")
{
    public override ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        var file = HistoryFile.Export(Server.Coordinator.History, Number(input, "limit") ?? 0, out var commits);
        return ValueTask.FromResult(RpcOutcome.With(Output().Leaf("commits", commits).Leaf("file", Convert.ToBase64String(file)).Build()));
    }
}
