using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>The input or output of an rpc or action (RFC 7950 §7.14, §7.15).</summary>
public sealed class OperationNode : DataBranch
{
    internal OperationNode(OperationParametersSchema schema, DataNode[] children)
        : base(schema, children)
    {
    }

    /// <summary>Without children.</summary>
    public static OperationNode Empty(OperationParametersSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema, NoChildren);
    }

    /// <inheritdoc cref="DataBranch.With"/>
    public new OperationNode With(DataNode child) => (OperationNode)base.With(child);

    /// <inheritdoc cref="DataBranch.Without"/>
    public new OperationNode Without(SchemaNode child) => (OperationNode)base.Without(child);

    private protected override DataBranch Rebuild(DataNode[] children) => new OperationNode((OperationParametersSchema)Schema, children);
}
