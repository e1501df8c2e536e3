using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Types;

/// <summary>Gives meaning to the prefixes inside values (identityref, instance-identifier) where the value stands.</summary>
public interface IPrefixResolver
{
    /// <summary>Module for a prefix, or for an empty prefix the default (XML: in-scope default namespace; JSON: the leaf's module); null when unknown.</summary>
    YangModule? Resolve(string prefix);

    /// <summary>True where every node name in an instance-identifier needs a prefix: in XML (RFC 7950 §9.13.2), unlike JSON (RFC 7951 §6.11).</summary>
    bool NeedsPrefixes => false;
}
