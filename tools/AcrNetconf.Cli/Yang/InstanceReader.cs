using System.Text;
using System.Xml;

namespace AcrNetconf.Cli.Yang;

/// <summary>Opens instance documents: with an envelope of NETCONF, or bare top-level nodes.</summary>
internal static class InstanceReader
{
    public const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";
    public const string Notifications = "urn:ietf:params:xml:ns:netconf:notification:1.0";
    public const string Yang = "urn:ietf:params:xml:ns:yang:1";
    private const string Declaration = "<?xml";

    /// <summary>Fit for fragments too.</summary>
    public static XmlReaderSettings Settings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
        ConformanceLevel = ConformanceLevel.Auto,
        CloseInput = true,
    };

    /// <summary>The text of a document without XML declaration.</summary>
    public static TextReader Open(string path)
    {
        var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        while (reader.Peek() is ' ' or '\t' or '\r' or '\n')
        {
            reader.Read();
        }

        // A declaration can only stand at the very beginning; inside a wrapper it would be in the wrong place.
        var head = new char[Declaration.Length];
        var length = reader.ReadBlock(head, 0, head.Length);
        if (!head.AsSpan(0, length).SequenceEqual(Declaration))
        {
            return new WrappedTextReader(new string(head, 0, length), reader, "");
        }

        while (reader.Read() is >= 0 and not '>')
        {
        }

        return reader;
    }

    /// <summary>Name and namespace of the first element; null for a document without any.</summary>
    /// <exception cref="XmlException">Not well-formed up to there.</exception>
    public static (string Namespace, string Name)? FirstElement(string path)
    {
        using var reader = XmlReader.Create(Open(path), Settings);
        return reader.MoveToContent() == XmlNodeType.Element ? (reader.NamespaceURI, reader.LocalName) : null;
    }

    /// <summary>A reader on the element that holds the top-level nodes: the envelope of the document, or one put around it.</summary>
    /// <exception cref="XmlException">Not well-formed up to there.</exception>
    public static XmlReader OpenAt(string path, bool hasEnvelope)
    {
        var text = Open(path);
        var reader = XmlReader.Create(hasEnvelope ? text : new WrappedTextReader($"<data xmlns='{Base}'>", text, "</data>"), Settings);
        reader.MoveToContent();
        return reader;
    }
}
