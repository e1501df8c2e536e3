using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Receives what a parser found, in document order.</summary>
internal interface IDataSink
{
    void Enter(SchemaBranch schema, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes);

    /// <summary>False when the leaf was there already. <paramref name="node"/> may be shared with earlier leafs of the same value.</summary>
    bool Leaf(LeafSchema schema, LeafNode? node, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes);

    void LeafList(LeafListSchema schema, in YangValue value, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes);

    /// <summary>False when the node was there already.</summary>
    bool Anydata(AnydataSchema schema, XElement content, ImmutableArray<DataAttribute> attributes, IPrefixResolver? prefixes);

    /// <summary>The branch entered last is over.</summary>
    /// <param name="parser">Takes violations.</param>
    /// <param name="key">Key of a list entry; empty for others.</param>
    /// <param name="isComplete">False when the entry lacks a key and cannot become a node.</param>
    void Exit(DataParser parser, in ListKey key, bool isComplete);
}
