using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Datastores.Versions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Datastores.Editing;

/// <summary>One node of a typed edit: path by nesting, operation, value. Lists appear as their entries.</summary>
public sealed class EditNode
{
    public EditNode(SchemaNode schema) => Schema = schema;

    /// <summary>Leaf, leaf-list (one entry), container, list (one entry), anydata.</summary>
    public SchemaNode Schema { get; }

    /// <summary>Operation written on the node; null inherits from the parent or from default-operation.</summary>
    public EditOperation? Operation { get; init; }

    /// <summary>Value of a leaf or leaf-list entry; invalid (default) when a delete or remove carried none.</summary>
    public YangValue Value { get; init; }

    /// <summary>Content of anydata or anyxml.</summary>
    public XElement? Content { get; init; }

    /// <summary>Key of a list entry.</summary>
    public ListKey Key { get; init; }

    /// <summary>insert attribute, or null.</summary>
    public EditInsert? Insert { get; init; }

    /// <summary>The transaction id of the node the client knows, or null (draft-ietf-netconf-transaction-id).</summary>
    public TransactionId? Known { get; init; }

    /// <summary>The step that leads here from the parent.</summary>
    public InstanceStep Step => new(Schema, Schema is LeafListSchema && Value.IsValid ? new ListKey(Value) : Key, 0);

    /// <summary>Children in document order; key leafs are in <see cref="Key"/>, not here.</summary>
    public ImmutableArray<EditNode> Children { get; init; } = [];
}
