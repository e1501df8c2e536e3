using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.CommitVictim;

/// <summary>A component that runs the leaf dscp, which is to say: remembers it.</summary>
internal sealed class MemoryComponent(SchemaContext schema) : ComponentBinding<string>("memory", InstancePath.Root)
{
    /// <summary>What it runs; 0 when it does not run.</summary>
    public int Value { get; private set; }

    /// <summary>The leaf in a tree; 0 when it is not set.</summary>
    public static int Read(SchemaContext schema, DataTree tree)
        => tree.Root.Find(schema.Root.FindDataChild("urn:acr-netconf:yang:ptp-adaptive", "ptp-adaptive")!) is DataBranch container // served
            && container.Find("dscp") is LeafNode leaf ? (int)leaf.Value.Number : 0;

    protected override string? Bind(DataTree tree) => Read(schema, tree) is > 0 and var value ? $"{value}" : null;

    protected override Impact Assess(string? from, string? to) => Impact.Hitless;

    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<string> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(PrepareOutcome.Ready(new Prepared(this, change.To is null ? 0 : int.Parse(change.To))));

    private sealed class Prepared(MemoryComponent owner, int value) : IPreparedChange
    {
        public ValueTask ApplyAsync()
        {
            owner.Value = value;
            return ValueTask.CompletedTask;
        }

        public ValueTask AbortAsync() => ValueTask.CompletedTask;
    }
}
