using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>What a node test asks for (XPath 1.0 §2.3).</summary>
internal enum NodeTestKind
{
    /// <summary>A name, in one namespace or in any.</summary>
    Name,

    /// <summary><c>*</c> or <c>prefix:*</c>.</summary>
    Any,

    /// <summary><c>node()</c>.</summary>
    Node,

    /// <summary><c>text()</c>.</summary>
    Text,

    /// <summary><c>comment()</c> and <c>processing-instruction()</c>: data has none.</summary>
    Nothing,
}

/// <summary>A node test with its names resolved to namespaces.</summary>
internal sealed class NodeTest(NodeTestKind kind, string? prefix, string name)
{
    private ChildCache? _cache;

    public NodeTestKind Kind { get; } = kind;

    /// <summary>Prefix as written, or null.</summary>
    public string? Prefix { get; } = prefix;

    public string Name { get; } = name;

    /// <summary>XML namespace, or null for any namespace. Set by the name resolver before first use.</summary>
    public string? Namespace { get; set; }

    /// <summary>True when the test selects a node with this schema on the child and the other element axes.</summary>
    public bool Matches(SchemaNode schema)
        => Kind switch
        {
            NodeTestKind.Name => NameOf(schema) == Name && InNamespace(schema),
            NodeTestKind.Any => InNamespace(schema),
            NodeTestKind.Node => true,
            _ => false,
        };

    /// <summary>The data child this name test means under <paramref name="parent"/>; null when none, or when it is ambiguous or no name.</summary>
    /// <remarks>The last answer is kept: an expression nearly always meets the same schema parent.</remarks>
    public SchemaNode? Child(SchemaBranch parent)
    {
        var cache = _cache;
        if (cache is not null && ReferenceEquals(cache.Parent, parent))
        {
            return cache.Child;
        }

        var child = Namespace is { } ns ? parent.FindDataChild(ns, Name) : FirstByName(parent);
        _cache = new(parent, child);
        return child;
    }

    /// <summary>The name a node with this schema has in the tree; input and output stand for their operation (RFC 7950 §6.4.1).</summary>
    public static string NameOf(SchemaNode schema)
        => schema is OperationParametersSchema { Parent: { } operation } ? operation.Name : schema.Name;

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        NodeTestKind.Name or NodeTestKind.Any => Prefix is null ? Name : $"{Prefix}:{Name}",
        NodeTestKind.Node => "node()",
        NodeTestKind.Text => "text()",
        _ => "comment()",
    };

    private bool InNamespace(SchemaNode schema) => Namespace is null || schema.Module.Namespace == Namespace;

    private SchemaNode? FirstByName(SchemaBranch parent)
    {
        foreach (var child in parent.DataChildren)
        {
            if (child.Name == Name)
            {
                return child;
            }
        }

        return null;
    }

    private sealed record ChildCache(SchemaBranch Parent, SchemaNode? Child);
}
