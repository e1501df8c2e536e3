using System.Collections.Immutable;

namespace AcrNetconf.Yang.Schema;

/// <summary>A list (RFC 7950 §7.8).</summary>
public sealed class ListSchema : SchemaBranch
{
    internal ListSchema(YangModule module, string name)
        : base(module, name)
    {
    }

    /// <summary>Key leafs in key-statement order; empty only for state lists.</summary>
    public ImmutableArray<LeafSchema> Keys { get; internal set; } = [];

    /// <summary>unique statements: each a set of leafs below the entry.</summary>
    public ImmutableArray<ImmutableArray<LeafSchema>> Uniques { get; internal set; } = [];

    public uint MinElements { get; internal set; }

    /// <summary>Null means unbounded.</summary>
    public uint? MaxElements { get; internal set; }

    /// <summary>ordered-by user (RFC 7950 §7.7.7).</summary>
    public bool IsUserOrdered { get; internal set; }
}
