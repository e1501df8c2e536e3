using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Xml;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Reads the envelope of a request (RFC 6241 §4.1).</summary>
internal static class RpcReader
{
    /// <summary>Reads up to the operation element.</summary>
    /// <param name="message">One message without framing.</param>
    /// <param name="maxDepth">Deepest element nesting accepted.</param>
    /// <param name="attributes">Attributes of the rpc element as far as they could be read; to be returned even with an error.</param>
    /// <param name="request">The request on success; the caller disposes it.</param>
    /// <param name="error">Why not, otherwise.</param>
    /// <remarks>Never throws.</remarks>
    public static bool TryRead(
        ReadOnlyMemory<byte> message,
        int maxDepth,
        out ImmutableArray<RpcAttribute> attributes,
        [NotNullWhen(true)] out RpcRequest? request,
        [NotNullWhen(false)] out RpcError? error)
    {
        attributes = [];
        request = null;
        GuardedXmlReader? reader = null;
        try
        {
            reader = MessageXml.Open(message, maxDepth);
            error = CheckEnvelope(reader);
            if (error is null)
            {
                attributes = ReadAttributes(reader);
                error = CheckMessageId(attributes) ?? MoveToOperation(reader);
            }

            if (error is null)
            {
                request = new RpcRequest(attributes, reader);
                reader = null;
            }
        }
        catch (XmlException e)
        {
            error = Malformed(e);
        }
        finally
        {
            reader?.Dispose();
        }

        return error is null;
    }

    /// <summary>What a peer is told about a message that is no XML or no acceptable XML.</summary>
    public static RpcError Malformed(XmlException exception)
        => RpcError.MalformedMessage(exception.Message.Contains("DTD", StringComparison.Ordinal)
            ? "The message has a document type declaration, which is not accepted"
            : $"The message cannot be parsed: {exception.Message}");

    private static RpcError? CheckEnvelope(XmlReader reader)
    {
        if (reader.LocalName != "rpc")
        {
            return RpcError.UnknownElement(ErrorType.Rpc, reader.LocalName, $"A message to this server is an rpc, found {reader.LocalName}");
        }

        return reader.NamespaceURI == NetconfNames.Base
            ? null
            : RpcError.UnknownNamespace(
                ErrorType.Rpc, "rpc", reader.NamespaceURI, $"rpc is in namespace '{reader.NamespaceURI}' and belongs in '{NetconfNames.Base}'");
    }

    private static ImmutableArray<RpcAttribute> ReadAttributes(XmlReader reader)
    {
        var attributes = ImmutableArray.CreateBuilder<RpcAttribute>();
        while (reader.MoveToNextAttribute())
        {
            var isDeclaration = reader.Prefix == "xmlns" || (reader.Prefix.Length == 0 && reader.LocalName == "xmlns");
            if (!isDeclaration)
            {
                attributes.Add(new RpcAttribute(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value));
            }
        }

        reader.MoveToElement();
        return attributes.ToImmutable();
    }

    // RFC 6241 §4.1: message-id is mandatory; Appendix A: a missing one is missing-attribute.
    private static RpcError? CheckMessageId(ImmutableArray<RpcAttribute> attributes)
        => attributes.Any(a => a.Name == "message-id" && a.Namespace.Length == 0)
            ? null
            : RpcError.MissingAttribute(ErrorType.Rpc, "message-id", "rpc", "rpc: the attribute message-id is missing");

    private static RpcError? MoveToOperation(XmlReader reader)
    {
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    return null;
                }

                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    return RpcError.BadElement(ErrorType.Rpc, "rpc", "rpc: expected an operation element, found text");
                }
            }
        }

        return RpcError.MissingElement(ErrorType.Rpc, "rpc", "rpc: the operation element is missing");
    }
}
