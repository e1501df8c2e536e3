using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>An rpc of acr-commit.</summary>
internal abstract class CommitHandler(ServerContext server, string name) : IRpcHandler
{
    public OperationSchema Operation { get; } = server.Schema.FindRpc(CommitNames.Namespace, name)!; // declared by the module

    public virtual bool IsReading => true;

    protected ServerContext Server => server;

    public abstract ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken);

    /// <summary>All operations of the module; none when it is not served.</summary>
    public static IEnumerable<IRpcHandler> All(ServerContext server)
        => server.Schema.FindModule(CommitNames.Module) is not { IsImplemented: true } ? [] :
        [
            new PlanHandler(server), new ListHandler(server), new GetCommitHandler(server), new CompareHandler(server), new RollbackHandler(server),
            new ExportHandler(server), new ImportHandler(server),
        ];

    protected TreeBuilder Output() => new(server.Schema, Operation.Output);

    /// <summary>The part of a configuration the user may read: what is told about a change must not tell more than a get-config would.</summary>
    protected DataTree Readable(RequestOrigin origin, DataTree tree) => tree.With(server.Access.Readable(origin, tree.Root));

    /// <summary>The difference of two configurations as far as the user may read them.</summary>
    protected DataDiff Difference(RequestOrigin origin, DataTree from, DataTree to) => DataDiff.Between(Readable(origin, from), Readable(origin, to));

    protected static bool Has(DataBranch input, string name) => input.Find(name) is not null;

    protected static long? Number(DataBranch input, string name) => input.Find(name) is LeafNode leaf ? leaf.Value.Number : null;

    protected static string? Text(DataBranch input, string name) => input.Find(name) is LeafNode leaf ? leaf.Value.ToString() : null;

    protected static RpcOutcome Failed(Violation? problem) => RpcOutcome.Failed(problem!); // called with the reason at hand

    protected ImmutableArray<PlannedLeaf> Leaves(DataDiff diff) => [.. CommitPlan.Leaves(diff).Select(server.Features.Judge)];
}
