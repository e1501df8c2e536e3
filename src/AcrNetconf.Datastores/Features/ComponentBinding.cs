using AcrNetconf.Datastores.Commit;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Features;

/// <summary>Ties schema nodes to the component they configure.</summary>
/// <remarks>Registered once, in start order; derive from <see cref="ComponentBinding{TConfig}"/>.</remarks>
public abstract class ComponentBinding
{
    private readonly HashSet<SchemaNode> _reads = [];
    private readonly Dictionary<SchemaNode, Impact> _impacts = [];

    private protected ComponentBinding(string name, InstancePath target)
    {
        Name = name;
        Target = target;
    }

    /// <summary>Name for plans, errors and logs, e.g. <c>protocol-core</c>.</summary>
    public string Name { get; }

    /// <summary>The subtree the component is configured by.</summary>
    public InstancePath Target { get; }

    /// <summary>Every configuration node the binding reads; <see cref="FeatureCatalog.Verify"/> compares it with the model.</summary>
    public IReadOnlyCollection<SchemaNode> Reads => _reads;

    /// <summary>How much changes of nodes disturb whose model cannot say so, because others wrote it.</summary>
    internal IReadOnlyDictionary<SchemaNode, Impact> Impacts => _impacts;

    /// <summary>A changed node with the impact this binding declares for it, if any.</summary>
    internal PlannedLeaf Judge(PlannedLeaf leaf) => _impacts.TryGetValue(leaf.Path.Step.Schema, out var impact) ? leaf with { Declared = impact } : leaf;

    /// <summary>Declares that the binding reads a node of another's model, and how much a change of it disturbs; called from constructors.</summary>
    protected T Read<T>(T node, Impact impact)
        where T : SchemaNode
    {
        _impacts.Add(node, impact);
        return Read(node);
    }

    /// <summary>Declares that the binding reads a node and returns it; called from constructors.</summary>
    protected T Read<T>(T node)
        where T : SchemaNode
    {
        _reads.Add(node);
        return node;
    }

    /// <summary>Declares that the binding reads a reader's leaf and returns the reader; called from constructors.</summary>
    protected LeafReader Read(LeafReader reader)
    {
        _reads.Add(reader.Leaf);
        return reader;
    }

    /// <summary>The component's change between two trees, or null when its configuration is the same.</summary>
    internal abstract PlannedChange? Plan(DataTree from, DataTree to);
}
