using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>State and operations behind acr-test.</summary>
internal sealed class TestFeature : IFeature
{
    public const string Namespace = "urn:acr:test";

    public void Register(FeatureBuilder builder)
    {
        var schema = builder.Schema;
        builder.State(new Status(schema));
        builder.Rpc(new Handler(schema.FindRpc(Namespace, "add")!, Add));
        builder.Rpc(new Handler(schema.FindRpc(Namespace, "nothing")!, static (_, _, _) => RpcOutcome.Ok));
        var ping = ((ListSchema)schema.Root.FindDataChild(Namespace, "item")!).Children.OfType<OperationSchema>().Single();
        builder.Rpc(new Handler(ping, Ping));

        RpcOutcome Add(OperationSchema operation, InstancePath? target, DataBranch input)
        {
            var a = ((LeafNode)input.Find("a")!).Value.Number;
            var b = input.Find("b") is LeafNode leaf ? leaf.Value.Number : 1;
            return RpcOutcome.With(new TreeBuilder(schema, operation.Output).Leaf("sum", a + b).Build());
        }

        RpcOutcome Ping(OperationSchema operation, InstancePath? target, DataBranch input)
            => RpcOutcome.With(new TreeBuilder(schema, operation.Output).Leaf("answer", $"{target} x{((LeafNode)input.Find("count")!).Value}").Build());
    }

    private sealed class Handler(OperationSchema operation, Func<OperationSchema, InstancePath?, DataBranch, RpcOutcome> run) : IRpcHandler
    {
        public OperationSchema Operation => operation;

        public ValueTask<RpcOutcome> InvokeAsync(RequestOrigin origin, InstancePath? target, DataBranch input, CancellationToken cancellationToken)
            => ValueTask.FromResult(run(operation, target, input));
    }

    private sealed class Status(SchemaContext schema) : IStateSource
    {
        private readonly SchemaNode _top = schema.Root.FindDataChild(Namespace, "status")!;

        public IReadOnlyCollection<SchemaNode> Provides => [_top];

        public DataBranch Contribute(DataBranch root)
            => root.With(new TreeBuilder(schema, (SchemaBranch)_top)
                .Leaf("uptime", 42)
                .Enter("event").Leaf("text", "first").Leaf("level", 1).Exit()
                .Enter("event").Leaf("text", "second").Leaf("level", 2).Exit()
                .Enter("event").Leaf("text", "first").Leaf("level", 1).Exit()
                .Build());
    }
}
