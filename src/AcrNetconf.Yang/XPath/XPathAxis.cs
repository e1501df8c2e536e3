namespace AcrNetconf.Yang.XPath;

/// <summary>Axes of XPath 1.0 §2.2.</summary>
internal enum XPathAxis
{
    Child,
    Parent,
    Self,
    Descendant,
    DescendantOrSelf,
    Ancestor,
    AncestorOrSelf,
    FollowingSibling,
    PrecedingSibling,
    Following,
    Preceding,

    /// <summary>Always empty: instance data has no attributes (RFC 7950 §6.4).</summary>
    Attribute,

    /// <summary>Always empty here.</summary>
    Namespace,
}
