using System.Runtime.CompilerServices;
using System.Text;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>A node of the tree an expression sees: a place (parent chain) in a tree that itself has no parent pointers.</summary>
/// <remarks>
/// Made on demand, compared by place. One object stands for the root, a container, a list entry, a leaf, one value of a leaf-list, the
/// operation or notification, or the text of a leaf. A node without data is one that exists by default (RFC 7950 §7.5.1, §7.6.1).
/// </remarks>
internal sealed class XPathNode : IEquatable<XPathNode>
{
    private static readonly object DummyContent = new();
    private readonly object? _content;

    private XPathNode(XPathNode? parent, SchemaNode schema, object? content, int index, bool isText)
    {
        Parent = parent;
        Schema = schema;
        _content = content;
        Index = index;
        IsText = isText;
    }

    public XPathNode? Parent { get; }

    public SchemaNode Schema { get; }

    /// <summary>Position among the entries or values of the same list when it is known, else -1.</summary>
    public int Index { get; }

    /// <summary>True for the text inside a leaf or leaf-list value.</summary>
    public bool IsText { get; }

    /// <summary>The data, or null for a node that exists by default, a leaf-list value, or text.</summary>
    public DataNode? Data => _content as DataNode;

    /// <summary>The data as something with children; null for leafs and for containers that exist by default.</summary>
    public DataBranch? Branch => _content as DataBranch;

    /// <summary>Schema as something with children; null for leafs.</summary>
    public SchemaBranch? BranchSchema => IsText ? null : Schema as SchemaBranch;

    public bool IsRoot => Parent is null;

    /// <summary>True for the stand-in a when-condition is evaluated on (RFC 7950 §7.21.5): no value, no children.</summary>
    public bool IsDummy => ReferenceEquals(_content, DummyContent);

    /// <summary>True when there is no explicit data behind this node.</summary>
    public bool IsImplicit => _content is null && Schema is not RootSchema;

    /// <summary>Value of a leaf or leaf-list value, the default when that is in use; invalid for other nodes.</summary>
    public YangValue Value => _content switch
    {
        LeafNode leaf => leaf.Value,
        StrongBox<YangValue> item => item.Value,
        null when Schema is LeafSchema { Default: { } @default } => @default,
        _ => default,
    };

    public static XPathNode ForRoot(RootSchema schema, DataBranch? data) => new(null, schema, data, -1, false);

    public static XPathNode ForData(XPathNode parent, DataNode data, int index = -1) => new(parent, data.Schema, data, index, false);

    /// <summary>A node under a schema other than its data says: operations, whose data hangs under input or output.</summary>
    public static XPathNode ForData(XPathNode parent, SchemaNode schema, DataNode? data) => new(parent, schema, data, -1, false);

    public static XPathNode ForDefault(XPathNode parent, SchemaNode schema) => new(parent, schema, null, -1, false);

    public static XPathNode ForDummy(XPathNode parent, SchemaNode schema) => new(parent, schema, DummyContent, -1, false);

    public static XPathNode ForItem(XPathNode parent, LeafListSchema schema, YangValue value, int index)
        => new(parent, schema, new StrongBox<YangValue>(value), index, false);

    /// <summary>The text node of a leaf; null when the leaf has no text.</summary>
    public XPathNode? Text() => !IsText && Value.IsValid && Value.ToString().Length > 0 ? new(this, Schema, _content, -1, true) : null;

    /// <summary>string-value (XPath 1.0 §5) with identities written as <paramref name="context"/>'s module would (RFC 7950 §9.10.3).</summary>
    public string ToText(in EvaluationContext context)
    {
        var value = Value;
        if (value.IsValid)
        {
            return TextOf(value, context.Scope);
        }

        if (_content is AnydataNode anydata)
        {
            return anydata.Value.Value;
        }

        var result = new StringBuilder();
        AppendText(context, result);
        return result.ToString();
    }

    /// <summary>Canonical text of a value as an expression sees it.</summary>
    public static string TextOf(in YangValue value, IXPathScope scope)
        => value.Object is YangIdentity identity ? $"{scope.PrefixOf(identity.Module)}:{identity.Name}" : value.ToString();

    /// <summary>number() of this node.</summary>
    public double ToNumber(in EvaluationContext context)
    {
        var value = Value;
        if (!value.IsValid)
        {
            return XPathNumber.Parse(ToText(context));
        }

        return value.Type.Base switch
        {
            YangBaseType.Int8 or YangBaseType.Int16 or YangBaseType.Int32 or YangBaseType.Int64 => value.Number,
            YangBaseType.UInt8 or YangBaseType.UInt16 or YangBaseType.UInt32 or YangBaseType.UInt64 => (ulong)value.Number,
            YangBaseType.IdentityRef or YangBaseType.Boolean or YangBaseType.InstanceIdentifier => double.NaN,
            _ => XPathNumber.Parse(TextOf(value, context.Scope)),
        };
    }

    public bool Equals(XPathNode? other)
    {
        var left = this;
        var right = other;
        while (!ReferenceEquals(left, right))
        {
            if (left is null || right is null || !ReferenceEquals(left.Schema, right.Schema) || left.IsText != right.IsText || !left.SamePlace(right))
            {
                return false;
            }

            left = left.Parent;
            right = right.Parent;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as XPathNode);

    public override int GetHashCode()
    {
        var hash = IsText ? 17 : 0;
        for (var node = this; node is not null; node = node.Parent)
        {
            // Entries are told apart by their data object; everything else is unique under its parent.
            var own = node.Schema is ListSchema ? RuntimeHelpers.GetHashCode(node._content) : RuntimeHelpers.GetHashCode(node.Schema);
            hash = (hash * 397) ^ own ^ (node.Schema is LeafListSchema ? node.Index : 0);
            if (node.Schema is ListSchema)
            {
                break; // an entry object pins down its place well enough for a hash
            }
        }

        return hash;
    }

    /// <summary>Document order (XPath 1.0 §5): schema order among siblings, list order among entries.</summary>
    public static int CompareOrder(XPathNode left, XPathNode right, XPathSession session)
    {
        var leftDepth = left.Depth();
        var rightDepth = right.Depth();
        var a = left;
        var b = right;
        for (var i = leftDepth; i > rightDepth; i--)
        {
            a = a!.Parent;
        }

        for (var i = rightDepth; i > leftDepth; i--)
        {
            b = b!.Parent;
        }

        if (a!.Equals(b))
        {
            return leftDepth.CompareTo(rightDepth);
        }

        while (!a.Parent!.Equals(b!.Parent))
        {
            a = a.Parent!;
            b = b.Parent!;
        }

        return CompareSiblings(a, b, session);
    }

    /// <inheritdoc/>
    public override string ToString() => Parent is null ? "/" : (Parent.IsRoot ? "/" : Parent + "/") + NodeTest.NameOf(Schema);

    private static int CompareSiblings(XPathNode left, XPathNode right, XPathSession session)
    {
        if (!ReferenceEquals(left.Schema, right.Schema))
        {
            // The operation or notification is no data child; it comes last.
            return ((uint)left.Schema.Ordinal).CompareTo((uint)right.Schema.Ordinal);
        }

        return session.PositionOf(left).CompareTo(session.PositionOf(right));
    }

    private bool SamePlace(XPathNode other) => Schema switch
    {
        ListSchema => ReferenceEquals(_content, other._content) && (Index == other.Index || Index < 0 || other.Index < 0),
        LeafListSchema => Index == other.Index && Value == other.Value,
        _ => true,
    };

    private int Depth()
    {
        var depth = 0;
        for (var node = Parent; node is not null; node = node.Parent)
        {
            depth++;
        }

        return depth;
    }

    private void AppendText(in EvaluationContext context, StringBuilder into)
    {
        var children = new NodeSet();
        context.Session.AddChildren(this, children);
        for (var i = 0; i < children.Count; i++)
        {
            into.Append(children[i].ToText(context));
        }
    }
}
