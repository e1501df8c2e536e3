using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>A container (RFC 7950 §7.5).</summary>
public sealed class ContainerNode : DataBranch
{
    internal ContainerNode(ContainerSchema schema, DataNode[] children)
        : base(schema, children)
    {
    }

    public ContainerSchema ContainerSchema => (ContainerSchema)Schema;

    /// <summary>Without children.</summary>
    public static ContainerNode Empty(ContainerSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema, NoChildren);
    }

    /// <inheritdoc cref="DataBranch.With"/>
    public new ContainerNode With(DataNode child) => (ContainerNode)base.With(child);

    /// <inheritdoc cref="DataBranch.Without"/>
    public new ContainerNode Without(SchemaNode child) => (ContainerNode)base.Without(child);

    private protected override DataBranch Rebuild(DataNode[] children) => new ContainerNode((ContainerSchema)Schema, children);
}
