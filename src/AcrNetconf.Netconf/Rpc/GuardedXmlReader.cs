using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Passes another reader through, refusing deep nesting and turning invalid UTF-8 into an XML error.</summary>
/// <remarks>Depth is the one dimension XmlReaderSettings cannot bound; whatever walks the document later may recurse on it.</remarks>
internal sealed class GuardedXmlReader(XmlReader inner, int maxDepth) : XmlReader, IXmlLineInfo, IXmlNamespaceResolver
{
    private bool _disposed;

    /// <summary>Name of the second child of the document element, once it was met.</summary>
    public string? SecondChild { get; private set; }

    private int ChildrenOfRoot { get; set; }

    public override int AttributeCount => inner.AttributeCount;

    public override string BaseURI => inner.BaseURI;

    public override int Depth => inner.Depth;

    public override bool EOF => inner.EOF;

    public override bool IsEmptyElement => inner.IsEmptyElement;

    public override string LocalName => inner.LocalName;

    public override string NamespaceURI => inner.NamespaceURI;

    public override XmlNameTable NameTable => inner.NameTable;

    public override XmlNodeType NodeType => inner.NodeType;

    public override string Prefix => inner.Prefix;

    public override ReadState ReadState => inner.ReadState;

    // Long text is decoded when asked for, so this can meet invalid bytes too.
    public override string Value => Decode(static reader => reader.Value);

    public int LineNumber => (inner as IXmlLineInfo)?.LineNumber ?? 0;

    public int LinePosition => (inner as IXmlLineInfo)?.LinePosition ?? 0;

    public override bool Read()
    {
        var any = Decode(static reader => reader.Read());
        if (inner.Depth == 1 && inner.NodeType == XmlNodeType.Element && ++ChildrenOfRoot == 2)
        {
            SecondChild = inner.LocalName;
        }

        return !any || inner.Depth <= maxDepth
            ? any
            : throw new XmlException($"Elements nest deeper than the {maxDepth} levels accepted here.", null, LineNumber, LinePosition);
    }

    public override string GetAttribute(int i) => inner.GetAttribute(i);

    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    public override bool MoveToElement() => inner.MoveToElement();

    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    public override void ResolveEntity() => inner.ResolveEntity();

    public bool HasLineInfo() => inner is IXmlLineInfo info && info.HasLineInfo();

    public IDictionary<string, string> GetNamespacesInScope(XmlNamespaceScope scope)
        => ((IXmlNamespaceResolver)inner).GetNamespacesInScope(scope);

    public string? LookupPrefix(string namespaceName) => ((IXmlNamespaceResolver)inner).LookupPrefix(namespaceName);

    [SuppressMessage("Usage", "CA2215:Dispose methods should call base class dispose", Justification = "The base would only call Close on the inner reader, done here.")]
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            inner.Dispose();
        }
    }

    private T Decode<T>(Func<XmlReader, T> read)
    {
        try
        {
            return read(inner);
        }
        catch (DecoderFallbackException)
        {
            throw new XmlException("The message is not valid UTF-8.", null, LineNumber, LinePosition);
        }
    }
}
