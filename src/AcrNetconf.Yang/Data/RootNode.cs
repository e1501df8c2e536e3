using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>Above all top-level data nodes of all modules.</summary>
public sealed class RootNode : DataBranch
{
    internal RootNode(RootSchema schema, DataNode[] children)
        : base(schema, children)
    {
    }

    /// <summary>Without children.</summary>
    public static RootNode Empty(RootSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema, NoChildren);
    }

    /// <inheritdoc cref="DataBranch.With"/>
    public new RootNode With(DataNode child) => (RootNode)base.With(child);

    /// <inheritdoc cref="DataBranch.Without"/>
    public new RootNode Without(SchemaNode child) => (RootNode)base.Without(child);

    private protected override DataBranch Rebuild(DataNode[] children) => new RootNode((RootSchema)Schema, children);
}
