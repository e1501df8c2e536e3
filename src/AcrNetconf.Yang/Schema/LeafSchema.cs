using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema;

/// <summary>A leaf (RFC 7950 §7.6).</summary>
public sealed class LeafSchema : SchemaNode
{
    internal LeafSchema(YangModule module, string name, YangType type)
        : base(module, name) => Type = type;

    public YangType Type { get; internal set; }

    /// <inheritdoc/>
    public override YangType? ValueType => Type;

    /// <summary>The default in force (of the leaf or of its type), or null.</summary>
    public YangValue? Default { get; internal set; }

    public string? Units { get; internal set; }

    public bool IsMandatory { get; internal set; }

    /// <summary>True for a key of the parent list.</summary>
    public bool IsKey { get; internal set; }
}
