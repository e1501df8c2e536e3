using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>A leaf that has been set (RFC 7950 §7.6).</summary>
public sealed class LeafNode : DataNode
{
    public LeafNode(LeafSchema schema, YangValue value)
        : base(schema)
    {
        if (!value.IsValid)
        {
            throw new ArgumentException($"{schema}: a leaf needs a value", nameof(value));
        }

        Value = value;
    }

    public LeafSchema LeafSchema => (LeafSchema)Schema;

    public YangValue Value { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Schema} = {Value}";
}
