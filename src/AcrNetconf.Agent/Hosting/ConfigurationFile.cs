using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Hosting;

/// <summary>A whole configuration in an XML file: inside a config or data element, or as bare top-level nodes.</summary>
internal static class ConfigurationFile
{
    /// <exception cref="StartRefusedException">The file cannot be read or does not fit the model.</exception>
    public static DataTree Load(string path, SchemaContext schema)
    {
        try
        {
            var text = File.ReadAllText(path);
            using var reader = XmlReader.Create(new StringReader(Wrap(text)), XmlDataReader.Settings);
            reader.MoveToContent();
            var result = XmlDataReader.ReadConfig(reader, schema);
            return result.IsValid ? result.ToTree(schema) : throw new StartRefusedException($"{path}: {result.Violations[0].Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or XmlException)
        {
            throw new StartRefusedException($"{path}: {fault.Message}", fault);
        }
    }

    private static string Wrap(string text)
    {
        var body = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (body.StartsWith("<?xml"))
        {
            body = body[(body.IndexOf("?>") + 2)..];
        }

        using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName is "config" or "data" && reader.NamespaceURI is "" or Netconf.NetconfNames.Base
            ? body
            : $"<config>{body}</config>";
    }
}
