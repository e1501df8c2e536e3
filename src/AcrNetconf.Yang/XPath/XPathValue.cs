namespace AcrNetconf.Yang.XPath;

/// <summary>The four types of XPath 1.0 §1.</summary>
internal enum XPathValueKind
{
    NodeSet,
    Boolean,
    Number,
    String,
}

/// <summary>Result of an expression. Node-sets of no or one node need no collection.</summary>
/// <remarks>The default value is the empty node-set.</remarks>
internal readonly struct XPathValue
{
    private readonly object? _reference;
    private readonly double _number;

    private XPathValue(XPathValueKind kind, object? reference, double number)
    {
        Kind = kind;
        _reference = reference;
        _number = number;
    }

    public static XPathValue Empty => default;

    public static XPathValue True { get; } = new(XPathValueKind.Boolean, null, 1);

    public static XPathValue False { get; } = new(XPathValueKind.Boolean, null, 0);

    public XPathValueKind Kind { get; }

    /// <summary>Content when <see cref="Kind"/> is Number.</summary>
    public double Number => _number;

    /// <summary>Content when <see cref="Kind"/> is String.</summary>
    public string Text => (string)_reference!; // guaranteed by Kind

    /// <summary>Content when <see cref="Kind"/> is Boolean.</summary>
    public bool Boolean => _number != 0;

    /// <summary>Number of nodes of a node-set; 0 for other kinds.</summary>
    public int NodeCount => _reference switch
    {
        XPathNode => 1,
        NodeSet set => set.Count,
        _ => 0,
    };

    public static XPathValue From(bool value) => value ? True : False;

    public static XPathValue From(double value) => new(XPathValueKind.Number, null, value);

    public static XPathValue From(string value) => new(XPathValueKind.String, value, 0);

    public static XPathValue From(XPathNode? node) => new(XPathValueKind.NodeSet, node, 0);

    public static XPathValue From(NodeSet nodes)
        => nodes.Count switch
        {
            0 => default,
            1 => new(XPathValueKind.NodeSet, nodes[0], 0),
            _ => new(XPathValueKind.NodeSet, nodes, 0),
        };

    /// <summary>The only node, or null when there are none or several.</summary>
    public XPathNode? SingleNode => _reference as XPathNode;

    /// <summary>The set when it has several nodes, else null.</summary>
    public NodeSet? Nodes => _reference as NodeSet;

    /// <summary>Node <paramref name="index"/> of the set, as stored (not necessarily in document order).</summary>
    public XPathNode NodeAt(int index) => _reference is XPathNode node ? node : ((NodeSet)_reference!)[index];

    /// <summary>First node in document order, or null.</summary>
    public XPathNode? FirstNode(XPathSession session)
        => _reference switch
        {
            XPathNode node => node,
            NodeSet set => set.InDocumentOrder(session)[0],
            _ => null,
        };

    /// <summary>The nodes in document order.</summary>
    public NodeSet ToNodeSet(XPathSession session)
        => _reference switch
        {
            NodeSet set => set.InDocumentOrder(session),
            XPathNode node => NodeSet.Of(node),
            _ => new NodeSet(),
        };

    /// <summary>boolean() of XPath 1.0 §4.3.</summary>
    public bool ToBoolean() => Kind switch
    {
        XPathValueKind.Boolean => Boolean,
        XPathValueKind.Number => _number != 0 && !double.IsNaN(_number),
        XPathValueKind.String => Text.Length > 0,
        _ => _reference is not null,
    };

    /// <summary>number() of XPath 1.0 §4.4.</summary>
    public double ToNumber(in EvaluationContext context) => Kind switch
    {
        XPathValueKind.Number or XPathValueKind.Boolean => _number,
        XPathValueKind.String => XPathNumber.Parse(Text),
        _ => FirstNode(context.Session) is { } node ? node.ToNumber(context) : double.NaN,
    };

    /// <summary>string() of XPath 1.0 §4.2.</summary>
    public string ToText(in EvaluationContext context) => Kind switch
    {
        XPathValueKind.String => Text,
        XPathValueKind.Boolean => Boolean ? "true" : "false",
        XPathValueKind.Number => XPathNumber.Format(_number),
        _ => FirstNode(context.Session) is { } node ? node.ToText(context) : "",
    };
}
