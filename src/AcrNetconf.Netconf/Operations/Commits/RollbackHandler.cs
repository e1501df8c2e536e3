using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>rollback-to: makes running what it was after an earlier commit.</summary>
internal sealed class RollbackHandler(ServerContext server) : CommitHandler(server, "rollback-to")
{
    public override bool IsReading => false;

    public override async ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
    {
        RollbackTarget to = Number(input, "commit-id") is { } id ? new RollbackTarget.Commit(id)
            : Number(input, "steps") is { } steps ? new RollbackTarget.Steps(steps)
            : new RollbackTarget.Label(Text(input, "to-label")!); // one of the three is mandatory
        var request = new CommitRequest
        {
            Confirmed = Has(input, "confirmed"),
            TimeoutSeconds = (uint)(Number(input, "confirm-timeout") ?? 600),
            Persist = Text(input, "persist"),
            MaximumImpact = ModelImpact.Parse(Text(input, "max-impact")),
            Comment = Text(input, "comment"),
            Label = Text(input, "label"),
            Gate = input.Find("confirm-when-locked") is ContainerNode gate
                ? new HealthGate((uint)LeafReader.Resolve((SchemaBranch)gate.Schema, "locked-for").Number(gate)) // has a default
                : null,
        };
        var (violations, made) = await Server.Coordinator.RollbackAsync(origin, to, request, cancellationToken);
        return !violations.IsEmpty ? RpcOutcome.Failed(violations)
            : made is { } commitId ? RpcOutcome.With(Output().Leaf("commit-id", commitId).Build())
            : RpcOutcome.Ok;
    }
}
