using System.Collections.Immutable;
using System.Xml;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>One rpc as received: its attributes, and a reader standing on the operation element.</summary>
/// <remarks>The reader is valid until the request is disposed, which the session does after the reply.</remarks>
public sealed class RpcRequest : IDisposable
{
    private readonly GuardedXmlReader _reader;

    internal RpcRequest(ImmutableArray<RpcAttribute> attributes, GuardedXmlReader body)
    {
        Attributes = attributes;
        _reader = body;
        Namespace = body.NamespaceURI;
        Name = body.LocalName;
    }

    /// <summary>Attributes of the rpc element, message-id included, in document order.</summary>
    public ImmutableArray<RpcAttribute> Attributes { get; }

    /// <summary>XML namespace of the operation element.</summary>
    public string Namespace { get; }

    /// <summary>Local name of the operation element.</summary>
    public string Name { get; }

    /// <summary>Stands on the start of the operation element when the operation gets it.</summary>
    public XmlReader Body => _reader;

    /// <summary>Reads past the operation to the end of the document, so that a fault anywhere in the message is found before it has any effect.</summary>
    /// <returns>An error when something follows the operation.</returns>
    /// <exception cref="XmlException">The rest is not well formed.</exception>
    internal RpcError? ReadToEnd()
    {
        while (Body.Read())
        {
            // Only looking for faults.
        }

        return _reader.SecondChild is { } extra
            ? RpcError.UnknownElement(ErrorType.Rpc, extra, $"rpc: a message carries one operation, found {extra} after {Name}")
            : null;
    }

    public void Dispose() => Body.Dispose();
}
