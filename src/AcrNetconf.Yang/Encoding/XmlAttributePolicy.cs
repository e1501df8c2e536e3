using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Decides which attributes data elements may carry, for documents where attributes mean something (edit-config).</summary>
public abstract class XmlAttributePolicy
{
    /// <summary>Null accepts the attribute; otherwise one sentence why it is refused, reported as <c>unknown-attribute</c>.</summary>
    public abstract string? Refusal(SchemaNode node, in DataAttribute attribute);

    /// <summary>True when an element with these attributes may stand without the value its type wants, e.g. a leaf to be deleted.</summary>
    public virtual bool AllowsNoValue(SchemaNode node, ImmutableArray<DataAttribute> attributes) => false;
}
