using System.Collections.Immutable;
using System.Xml;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>One rpc as received: its attributes, and a reader standing on the operation element.</summary>
/// <remarks>The reader is valid until the request is disposed, which the session does after the reply.</remarks>
public sealed class RpcRequest : IDisposable
{
    internal RpcRequest(ImmutableArray<RpcAttribute> attributes, XmlReader body)
    {
        Attributes = attributes;
        Body = body;
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
    public XmlReader Body { get; }

    /// <summary>Reads past the operation to the end of the document, so that a fault anywhere in the message is found before it has any effect.</summary>
    /// <returns>An error when something follows the operation.</returns>
    /// <exception cref="XmlException">The rest is not well formed.</exception>
    internal RpcError? ReadToEnd()
    {
        while (Body.Depth > 1 || (Body.Depth == 1 && !IsEndOfOperation()))
        {
            if (!Body.Read())
            {
                return null;
            }
        }

        while (Body.Read())
        {
            if (Body.NodeType == XmlNodeType.Element)
            {
                return RpcError.UnknownElement(ErrorType.Rpc, Body.LocalName, $"rpc: a message carries one operation, found {Body.LocalName} after {Name}");
            }
        }

        return null;
    }

    public void Dispose() => Body.Dispose();

    private bool IsEndOfOperation()
        => Body.NodeType == XmlNodeType.EndElement || (Body.NodeType == XmlNodeType.Element && Body.IsEmptyElement);
}
