using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>A hello (RFC 6241 §8.1).</summary>
/// <param name="Capabilities">Capability URIs, white space trimmed.</param>
/// <param name="SessionId">Present only in a server's hello.</param>
internal sealed record HelloMessage(ImmutableArray<string> Capabilities, uint? SessionId)
{
    private const int MaxCapabilities = 10000;

    /// <summary>The declaration exactly as clients strip it.</summary>
    private static ReadOnlySpan<byte> Declaration => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8;

    /// <summary>Reads a client's hello.</summary>
    /// <param name="message">One message without framing.</param>
    /// <param name="maxDepth">Deepest element nesting accepted.</param>
    /// <param name="hello">The hello on success.</param>
    /// <param name="refusal">One sentence for the log, otherwise: the peer gets no reply to a bad hello.</param>
    /// <remarks>Never throws.</remarks>
    public static bool TryRead(
        ReadOnlyMemory<byte> message,
        int maxDepth,
        [NotNullWhen(true)] out HelloMessage? hello,
        [NotNullWhen(false)] out string? refusal)
    {
        hello = null;
        try
        {
            using var reader = MessageXml.Open(message, maxDepth);
            refusal = reader.LocalName == "hello" && reader.NamespaceURI == NetconfNames.Base
                ? null
                : $"expected a hello, found {reader.LocalName} in namespace '{reader.NamespaceURI}'";
            if (refusal is null)
            {
                hello = ReadContent(reader, out refusal);
            }
        }
        catch (XmlException e)
        {
            refusal = $"the hello cannot be parsed: {e.Message}";
        }

        return refusal is null && hello is not null;
    }

    /// <summary>Writes a server's hello. No white space inside capability elements: clients do not strip it.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        AsciiXml.Raw(output, Declaration);
        AsciiXml.Raw(output, "<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities>\n"u8);
        foreach (var capability in Capabilities)
        {
            AsciiXml.Element(output, "capability", capability);
            AsciiXml.Raw(output, "\n"u8);
        }

        AsciiXml.Raw(output, "</capabilities>"u8);
        if (SessionId is { } id)
        {
            AsciiXml.Element(output, "session-id", id.ToString(CultureInfo.InvariantCulture));
        }

        AsciiXml.Raw(output, "</hello>"u8);
    }

    private static HelloMessage? ReadContent(XmlReader reader, out string? refusal)
    {
        refusal = null;
        var capabilities = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && refusal is null)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.NamespaceURI != NetconfNames.Base)
            {
                continue;
            }

            if (reader.LocalName == "session-id")
            {
                // RFC 6241 §8.1: a client that sends one is no client.
                refusal = "the hello of a client carries a session-id";
            }
            else if (reader.LocalName == "capability")
            {
                capabilities.Add(ReadText(reader).Trim());
                refusal = capabilities.Count > MaxCapabilities ? $"the hello lists more than {MaxCapabilities} capabilities" : null;
            }
        }

        return refusal is null ? new HelloMessage(capabilities.ToImmutable(), null) : null;
    }

    private static string ReadText(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var text = "";
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text += reader.Value;
            }
        }

        return text;
    }
}
