using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>A node of instance data. Immutable; versions of a tree share what they have in common.</summary>
/// <remarks>Closed family. A node does not know its parent, which is what makes sharing possible; walks carry their ancestors.</remarks>
public abstract class DataNode
{
    private protected DataNode(SchemaNode schema) => Schema = schema;

    public SchemaNode Schema { get; }

    /// <summary>Name without prefix.</summary>
    public string Name => Schema.Name;

    /// <summary>XML namespace of the node.</summary>
    public string Namespace => Schema.Module.Namespace;

    /// <inheritdoc/>
    public override string ToString() => Schema.ToString();
}
