using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Opens what a peer sent as XML, safely: UTF-8 only, no DTD, no entities but the five of XML, bounded size and depth.</summary>
internal static class MessageXml
{
    /// <summary>A reader positioned on the document element.</summary>
    /// <exception cref="XmlException">The bytes are not an acceptable document; the message is one line for the peer.</exception>
    public static GuardedXmlReader Open(ReadOnlyMemory<byte> message, int maxDepth)
    {
        if (message.IsEmpty)
        {
            throw new XmlException("The message is empty.");
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
            MaxCharactersInDocument = message.Length,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = true,
            CloseInput = true,
        };
        // RFC 6241 §3: messages are UTF-8. Decoding strictly here keeps a declared other encoding from being believed.
        var text = new StreamReader(OpenStream(message), StrictUtf8, detectEncodingFromByteOrderMarks: false);
        GuardedXmlReader? reader = null;
        try
        {
            reader = new GuardedXmlReader(XmlReader.Create(text, settings), maxDepth);
            RequireUtf8Declaration(reader);
            reader.MoveToContent();
            return reader;
        }
        catch (Exception e) when (e is XmlException or DecoderFallbackException)
        {
            reader?.Dispose();
            throw e as XmlException ?? new XmlException("The message is not valid UTF-8.");
        }
    }

    private static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void RequireUtf8Declaration(XmlReader reader)
    {
        if (reader.Read()
            && reader.NodeType == XmlNodeType.XmlDeclaration
            && reader.GetAttribute("encoding") is { } encoding
            && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new XmlException($"The message declares encoding {encoding}; messages are UTF-8 (RFC 6241 section 3).");
        }
    }

    private static MemoryStream OpenStream(ReadOnlyMemory<byte> message)
        => MemoryMarshal.TryGetArray(message, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) // TryGetArray guarantees the array
            : new MemoryStream(message.ToArray(), writable: false);
}
