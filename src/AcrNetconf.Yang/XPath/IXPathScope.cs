using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>What an expression's surroundings give it: the meaning of prefixes, in names and in values (RFC 7950 §6.4.1).</summary>
internal interface IXPathScope
{
    /// <summary>XML namespace of unprefixed names; null means any namespace.</summary>
    string? DefaultNamespace { get; }

    /// <summary>XML namespace of a prefix, or null when the prefix means nothing here.</summary>
    string? NamespaceOf(string prefix);

    /// <summary>Module of a prefix, or for an empty prefix the default module; null when unknown.</summary>
    YangModule? ModuleOf(string prefix);

    /// <summary>Prefix under which values of <paramref name="module"/> are written in string values; its name when it has no prefix here.</summary>
    string PrefixOf(YangModule module);
}
