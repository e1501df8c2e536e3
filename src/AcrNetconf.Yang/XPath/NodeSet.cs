namespace AcrNetconf.Yang.XPath;

/// <summary>A node-set under construction or done. Knows whether it is in document order and free of duplicates.</summary>
internal sealed class NodeSet
{
    private readonly List<XPathNode> _nodes = [];
    private bool _ordered = true;

    public int Count => _nodes.Count;

    /// <summary>True when no node is an ancestor of another, so that children of the set come out in order.</summary>
    public bool IsDisjoint { get; set; } = true;

    public XPathNode this[int index] => _nodes[index];

    public static NodeSet Of(XPathNode node)
    {
        var set = new NodeSet();
        set._nodes.Add(node);
        return set;
    }

    public void Add(XPathNode node) => _nodes.Add(node);

    public void Clear() => _nodes.Clear();

    public void Truncate(int count) => _nodes.RemoveRange(count, _nodes.Count - count);

    public void Set(int index, XPathNode node) => _nodes[index] = node;

    public void Reverse(int from) => _nodes.Reverse(from, _nodes.Count - from);

    /// <summary>Says that nodes were added out of order, or twice.</summary>
    public void MarkUnordered()
    {
        _ordered = _nodes.Count < 2;
        IsDisjoint = _ordered;
    }

    /// <summary>Removes duplicates, so that counting is right; order is left alone.</summary>
    public NodeSet Distinct()
    {
        if (_nodes.Count > 1)
        {
            var seen = new HashSet<XPathNode>(_nodes.Count);
            _nodes.RemoveAll(node => !seen.Add(node));
        }

        return this;
    }

    /// <summary>This set, sorted when it was not.</summary>
    public NodeSet InDocumentOrder(XPathSession session)
    {
        if (!_ordered)
        {
            _nodes.Sort((left, right) => XPathNode.CompareOrder(left, right, session));
            _ordered = true;
        }

        return this;
    }
}
