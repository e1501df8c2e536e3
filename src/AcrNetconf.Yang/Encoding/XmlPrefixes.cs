using System.Xml;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>The namespace declarations in scope where a reader stands.</summary>
internal sealed class XmlPrefixes(XmlReader reader, SchemaContext context) : IPrefixResolver
{
    public bool NeedsPrefixes => true;

    public YangModule? Resolve(string prefix)
        => reader.LookupNamespace(prefix) is { Length: > 0 } @namespace ? context.FindModuleByNamespace(@namespace) : null;

    /// <summary>The declarations as they are now, for use after the reader has gone on.</summary>
    public IPrefixResolver Snapshot()
        => new Kept(new Dictionary<string, string>(((IXmlNamespaceResolver)reader).GetNamespacesInScope(XmlNamespaceScope.All)), context);

    private sealed class Kept(Dictionary<string, string> declarations, SchemaContext context) : IPrefixResolver
    {
        public bool NeedsPrefixes => true;

        public YangModule? Resolve(string prefix)
            => declarations.TryGetValue(prefix, out var @namespace) ? context.FindModuleByNamespace(@namespace) : null;
    }
}
