using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>A component that runs a third of ptp-adaptive; it exists while unicast-negotiate is enabled.</summary>
/// <remarks>Which third is told by the position of a node in the container; every step is told to the fault script, which may make it fail.</remarks>
internal sealed class FakeComponent : ComponentBinding<string>
{
    private readonly int _part;
    private readonly FaultScript _faults;

    public FakeComponent(string name, int part, FaultScript faults)
        : base(name, InstancePath.Root)
    {
        _part = part;
        _faults = faults;
        var container = (SchemaBranch)TestModel.Schema.Root.FindDataChild(TestModel.Namespace, "ptp-adaptive")!;
        foreach (var leaf in container.DataChildren.Where(c => c.Ordinal % 3 == part || c.Name == "unicast-negotiate").SelectMany(Leafs))
        {
            Read(leaf);
        }
    }

    /// <summary>What it runs; null when it does not run, or nobody knows what.</summary>
    public string? InForce { get; private set; }

    /// <summary>Prepared changes neither applied nor given back.</summary>
    public int Held { get; private set; }

    /// <summary>What it should run.</summary>
    public string? Wanted(DataTree tree) => Bind(tree);

    protected override string? Bind(DataTree tree)
        => tree.Root.Find("ptp-adaptive") is DataBranch container && container.Find("unicast-negotiate") is DataBranch negotiate
            && negotiate.Find("enable") is LeafNode { Value.Number: 1 }
            ? string.Join('\n', container.Children.Where(c => c.Schema.Ordinal % 3 == _part).Select(Describe))
            : null;

    protected override Impact Assess(string? from, string? to) => from is null || to is null ? Impact.Relock : Impact.Hitless;

    protected override async ValueTask<PrepareOutcome> PrepareAsync(Change<string> change, CancellationToken cancellationToken)
    {
        switch (await _faults.AtAsync($"prepare {Name}"))
        {
            case Fault.Failure:
                return PrepareOutcome.Refused(new Violation("resource-denied", null, change.Target, $"{Name} is out of sockets"));
            case Fault.Timeout:
                throw new TimeoutException($"{Name} did not answer");
        }

        Held++;
        return PrepareOutcome.Ready(new Prepared(this, change.To));
    }

    private static IEnumerable<SchemaNode> Leafs(SchemaNode node) => node is SchemaBranch branch ? branch.DataChildren.Where(c => c.IsConfig).SelectMany(Leafs) : [node];

    private static string Describe(DataNode node) => node switch
    {
        LeafNode leaf => $"{leaf.Name}={leaf.Value}",
        ListNode list => string.Join(',', list.Entries.Select(Describe)),
        DataBranch branch => $"{branch.Name}({string.Join(',', branch.Children.Select(Describe))})",
        _ => throw new NotSupportedException(node.Name),
    };

    private async ValueTask ApplyAsync(string? wanted)
    {
        Held--;
        if (await _faults.AtAsync($"apply {Name}") != Fault.None)
        {
            InForce = null;
            throw new TimeoutException($"{Name} did not acknowledge");
        }

        InForce = wanted;
    }

    private sealed class Prepared(FakeComponent owner, string? wanted) : IPreparedChange
    {
        public ValueTask ApplyAsync() => owner.ApplyAsync(wanted);

        public ValueTask AbortAsync()
        {
            owner.Held--;
            return ValueTask.CompletedTask;
        }
    }
}
