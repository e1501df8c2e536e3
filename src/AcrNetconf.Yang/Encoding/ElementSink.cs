using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Builds elements with their attributes, in document order. Whether something repeats is for the one who gives the attributes meaning.</summary>
internal sealed class ElementSink : IDataSink
{
    private readonly Stack<DataElement> _open = new();

    /// <summary>The outermost element, once it is over.</summary>
    public DataElement? Result { get; private set; }

    public void Enter(SchemaBranch schema, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
        => _open.Push(new DataElement(schema, attributes, prefixes));

    public bool Leaf(LeafSchema schema, LeafNode? node, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        _open.Peek().Add(new DataElement(schema, attributes, prefixes) { Value = node?.Value ?? default });
        return true;
    }

    public void LeafList(LeafListSchema schema, in YangValue value, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
        => _open.Peek().Add(new DataElement(schema, attributes, prefixes) { Value = value });

    public bool Anydata(AnydataSchema schema, XElement content, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes)
    {
        _open.Peek().Add(new DataElement(schema, attributes, prefixes) { Content = content });
        return true;
    }

    public void Exit(DataParser parser, in ListKey key, bool isComplete)
    {
        var element = _open.Pop();
        element.Key = key;
        if (_open.Count == 0)
        {
            Result = element;
        }
        else
        {
            _open.Peek().Add(element);
        }
    }
}
