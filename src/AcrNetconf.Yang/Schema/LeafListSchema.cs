using System.Collections.Immutable;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema;

/// <summary>A leaf-list (RFC 7950 §7.7).</summary>
public sealed class LeafListSchema : SchemaNode
{
    internal LeafListSchema(YangModule module, string name, YangType type)
        : base(module, name) => Type = type;

    public YangType Type { get; internal set; }

    /// <inheritdoc/>
    public override YangType? ValueType => Type;

    public ImmutableArray<YangValue> Defaults { get; internal set; } = [];

    public string? Units { get; internal set; }

    public uint MinElements { get; internal set; }

    /// <summary>Null means unbounded.</summary>
    public uint? MaxElements { get; internal set; }

    public bool IsUserOrdered { get; internal set; }
}
