using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>The content of a notification (RFC 7950 §7.16).</summary>
public sealed class NotificationNode : DataBranch
{
    internal NotificationNode(NotificationSchema schema, DataNode[] children)
        : base(schema, children)
    {
    }

    /// <summary>Without children.</summary>
    public static NotificationNode Empty(NotificationSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema, NoChildren);
    }

    /// <inheritdoc cref="DataBranch.With"/>
    public new NotificationNode With(DataNode child) => (NotificationNode)base.With(child);

    /// <inheritdoc cref="DataBranch.Without"/>
    public new NotificationNode Without(SchemaNode child) => (NotificationNode)base.Without(child);

    private protected override DataBranch Rebuild(DataNode[] children) => new NotificationNode((NotificationSchema)Schema, children);
}
