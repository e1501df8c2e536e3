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
        var status = new Status(schema);
        builder.State(status);
        builder.State(new LoopbackPort(schema));
        builder.State(new LearnedAddress(schema));
        builder.Rpc(new Handler(schema.FindRpc(Namespace, "add")!, Add));
        builder.Rpc(new Handler(schema.FindRpc(Namespace, "nothing")!, static (_, _, _) => RpcOutcome.Ok));
        builder.Rpc(new Handler(schema.FindRpc(Namespace, "set-uptime")!, (_, _, input) => status.Set(((LeafNode)input.Find("uptime")!).Value.Number)));
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

    private sealed class Status(SchemaContext schema) : IObservableState
    {
        private readonly SchemaNode _top = schema.Root.FindDataChild(Namespace, "status")!;
        private object _uptime = 42L;
        private Action? _changed;

        public IReadOnlyCollection<SchemaNode> Provides => [_top];

        public object Version => Volatile.Read(ref _uptime);

        public void Observe(Action changed) => _changed += changed;

        public RpcOutcome Set(long uptime)
        {
            Volatile.Write(ref _uptime, uptime);
            _changed?.Invoke();
            return RpcOutcome.Ok;
        }

        public DataBranch Contribute(DataBranch root)
            => root.With(new TreeBuilder(schema, (SchemaBranch)_top)
                .Leaf("uptime", (long)Version)
                .Enter("event").Leaf("text", "first").Leaf("level", 1).Exit()
                .Enter("event").Leaf("text", "second").Leaf("level", 2).Exit()
                .Enter("event").Leaf("text", "first").Leaf("level", 1).Exit()
                .Build());
    }

    /// <summary>A port the system made, and a VLAN it put on each.</summary>
    private sealed class LoopbackPort(SchemaContext schema) : IStateSource
    {
        private readonly ListSchema _port = (ListSchema)schema.Root.FindDataChild(Namespace, "port")!;

        public IReadOnlyCollection<SchemaNode> Provides => [_port];

        public DataOrigin? Origin => DataOrigin.System;

        public DataBranch Contribute(DataBranch root)
        {
            var ports = new TreeBuilder(schema);
            foreach (var port in root.Find(_port) is { } configured ? configured.Entries.ToArray() : [])
            {
                ports.Add(port);
            }

            ports.Enter("port").Leaf("name", "lo").Leaf("speed", 100).Exit();
            var built = (ListNode)ports.Build().Find(_port)!;
            foreach (var port in built.Entries)
            {
                var vlans = port.Find("vlan") as LeafListNode ?? LeafListNode.Empty((LeafListSchema)_port.DataChildren.First(c => c.Name == "vlan"));
                vlans.LeafListSchema.Type.TryParse("1", null, out var first, out _);
                built = built.With((ListEntryNode)port.With(vlans.With(first)));
            }

            return root.With(built);
        }
    }

    /// <summary>An address every configured port without one has from its neighbours.</summary>
    private sealed class LearnedAddress(SchemaContext schema) : IStateSource
    {
        private readonly ListSchema _port = (ListSchema)schema.Root.FindDataChild(Namespace, "port")!;

        public IReadOnlyCollection<SchemaNode> Provides => [_port];

        public DataOrigin? Origin => DataOrigin.Learned;

        public DataBranch Contribute(DataBranch root)
        {
            var address = (LeafSchema)_port.DataChildren.First(c => c.Name == "address");
            var ports = root.Find(_port)!; // the system's is always there
            foreach (var port in ports.Entries.Where(p => p.Find(address) is null && p.Find("name") is LeafNode name && name.Value.ToString() != "lo"))
            {
                address.Type.TryParse("192.0.2.7", null, out var learned, out _);
                ports = ports.With((ListEntryNode)port.With(new LeafNode(address, learned)));
            }

            return root.With(ports);
        }
    }
}
