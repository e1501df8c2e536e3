using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>One changed node, or a node above changed ones. Lists have no node of their own: their entries stand below the list's parent.</summary>
public sealed class DiffNode
{
    internal DiffNode(SchemaNode schema, ListKey key, DiffOperation operation, DataNode? before, DataNode? after, ImmutableArray<DiffNode> children)
    {
        Schema = schema;
        Key = key;
        Operation = operation;
        Before = before;
        After = after;
        Children = children;
    }

    public SchemaNode Schema { get; }

    /// <summary>Key of a list entry, value of a leaf-list entry, else empty.</summary>
    public ListKey Key { get; }

    /// <summary>1-based position of an entry of a keyless list (in the version that has it); else 0.</summary>
    public int Position { get; internal init; }

    public DiffOperation Operation { get; }

    /// <summary>The node before; null for <see cref="DiffOperation.Create"/>. For leaf-list entries the whole leaf-list.</summary>
    public DataNode? Before { get; }

    /// <summary>The node after; null for <see cref="DiffOperation.Delete"/>. For leaf-list entries the whole leaf-list.</summary>
    public DataNode? After { get; }

    /// <summary>Changes below, in schema and list order; empty below created and deleted nodes, whose content is in the node itself.</summary>
    public ImmutableArray<DiffNode> Children { get; }

    /// <summary>The step that leads here from the parent.</summary>
    public InstanceStep Step => new(Schema, Key, Position);

    /// <summary>Value of a leaf before, or of a leaf-list entry that is gone; null when there is none.</summary>
    public YangValue? ValueBefore => Before is LeafNode leaf ? leaf.Value : Schema is LeafListSchema && Before is not null ? Key[0] : null;

    /// <summary>Value of a leaf after, or of a leaf-list entry that is there now; null when there is none.</summary>
    public YangValue? ValueAfter => After is LeafNode leaf ? leaf.Value : Schema is LeafListSchema && After is not null ? Key[0] : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Operation} {Schema} {Key}";
}
