using AcrNetconf.Datastores.Editing;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Features;

/// <summary>Collects what features register; <see cref="Build"/> makes the catalogue.</summary>
public sealed class FeatureBuilder(SchemaContext schema)
{
    private readonly List<ComponentBinding> _bindings = [];
    private readonly List<IStateSource> _sources = [];
    private readonly List<IRpcHandler> _handlers = [];
    private readonly Dictionary<LeafSchema, Func<string?, string, string>> _rewrites = [];
    private readonly HashSet<string> _implemented = [];

    public SchemaContext Schema { get; } = schema;

    /// <summary>Says that the module's configuration has components behind it: every leaf must be read by a binding.</summary>
    public FeatureBuilder Implements(string moduleName)
    {
        _implemented.Add(moduleName);
        return this;
    }

    /// <summary>Adds a component; registration order is start order.</summary>
    public FeatureBuilder Component(ComponentBinding binding)
    {
        _bindings.Add(binding);
        return this;
    }

    public FeatureBuilder State(IStateSource source)
    {
        _sources.Add(source);
        return this;
    }

    public FeatureBuilder Rpc(IRpcHandler handler)
    {
        _handlers.Add(handler);
        return this;
    }

    /// <summary>Says what is kept of a leaf in place of what is written, in every datastore.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="keep">From what it was (null when new) and what is written to what is kept, which fits the leaf's type.</param>
    public FeatureBuilder Rewrite(LeafSchema leaf, Func<string?, string, string> keep)
    {
        _rewrites.Add(leaf, keep);
        return this;
    }

    public FeatureCatalog Build() => new(Schema, [.. _bindings], [.. _sources], [.. _handlers], [.. _implemented]) { Rewrites = new ValueRewrites(_rewrites) };
}
