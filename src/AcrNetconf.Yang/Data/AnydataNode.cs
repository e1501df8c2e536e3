using System.Xml.Linq;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>anydata or anyxml content (RFC 7950 §7.10, §7.11), kept as the element it came in.</summary>
/// <remarks>The element is the anydata node itself, with its content; nobody may change it once it is here.</remarks>
public sealed class AnydataNode : DataNode
{
    public AnydataNode(AnydataSchema schema, XElement value)
        : base(schema)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    public XElement Value { get; }
}
