using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>An element of a document read with its attributes: typed like a data node, in document order like the text.</summary>
public sealed class DataElement
{
    private List<DataElement>? _children;

    internal DataElement(SchemaNode schema, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        Schema = schema;
        Attributes = attributes;
        Prefixes = prefixes;
    }

    public SchemaNode Schema { get; }

    /// <summary>Accepted attributes, in document order.</summary>
    public ImmutableArray<DataAttribute> Attributes { get; }

    /// <summary>Meaning of prefixes at this element; kept only where attributes of the YANG namespace (key, value, insert) stand.</summary>
    public IPrefixResolver? Prefixes { get; }

    /// <summary>Key of a list entry; empty for others.</summary>
    public ListKey Key { get; internal set; }

    /// <summary>Value of a leaf or leaf-list entry; invalid when the policy allowed it to have none.</summary>
    public YangValue Value { get; internal set; }

    /// <summary>Content of anydata and anyxml.</summary>
    public XElement? Content { get; internal set; }

    /// <summary>Children in document order, key leafs included.</summary>
    public IReadOnlyList<DataElement> Children => _children ?? (IReadOnlyList<DataElement>)[];

    /// <summary>The step that leads here from the parent.</summary>
    public InstanceStep Step => Schema is LeafListSchema && Value.IsValid ? new(Schema, new ListKey(Value), 0) : new(Schema, Key, 0);

    internal void Add(DataElement child) => (_children ??= []).Add(child);
}
