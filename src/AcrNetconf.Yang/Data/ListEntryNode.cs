using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>One entry of a list (RFC 7950 §7.8). Its key leafs are always present.</summary>
public sealed class ListEntryNode : DataBranch
{
    // What lists are searched by, one step nearer than among the children; null for keyless lists.
    private readonly LeafNode? _firstKey;

    internal ListEntryNode(ListSchema schema, DataNode[] children)
        : base(schema, children)
    {
        foreach (var key in schema.Keys)
        {
            if (Find(key) is null)
            {
                throw new ArgumentException($"{schema}: entry without key {key.Name}");
            }
        }

        _firstKey = schema.Keys.IsEmpty ? null : (LeafNode)children[IndexOf(schema.Keys[0].Ordinal)]; // it is there, as just seen
    }

    public ListSchema ListSchema => (ListSchema)Schema;

    /// <summary>Key values in key-statement order; empty for keyless lists. Made on each call when there are several keys.</summary>
    public ListKey Key
    {
        get
        {
            var keys = ListSchema.Keys;
            if (keys.Length == 1)
            {
                return new(KeyValue(keys[0]));
            }

            var values = new YangValue[keys.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = KeyValue(keys[i]);
            }

            return new(values.AsSpan());
        }
    }

    /// <summary>An entry with its keys and nothing else.</summary>
    /// <exception cref="ArgumentException">The key does not have one value per key leaf.</exception>
    public static ListEntryNode Create(ListSchema schema, ListKey key)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (key.Count != schema.Keys.Length)
        {
            throw new ArgumentException($"{schema}: {schema.Keys.Length} keys expected, {key.Count} given", nameof(key));
        }

        var children = new DataNode[key.Count];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new LeafNode(schema.Keys[i], key[i]);
        }

        children.AsSpan().Sort(static (left, right) => left.Schema.Ordinal.CompareTo(right.Schema.Ordinal));
        return new(schema, children);
    }

    /// <inheritdoc cref="DataBranch.With"/>
    public new ListEntryNode With(DataNode child) => (ListEntryNode)base.With(child);

    /// <inheritdoc cref="DataBranch.Without"/>
    public new ListEntryNode Without(SchemaNode child) => (ListEntryNode)base.Without(child);

    internal YangValue KeyValue(LeafSchema key)
        => _firstKey is { } first && ReferenceEquals(first.Schema, key) ? first.Value : ((LeafNode)ChildArray[IndexOf(key.Ordinal)]).Value; // the constructor checked presence

    private protected override DataBranch Rebuild(DataNode[] children) => new ListEntryNode(ListSchema, children);
}
