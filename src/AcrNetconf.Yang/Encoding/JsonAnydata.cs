using System.Text.Json;
using System.Xml.Linq;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Free content between its XML form, which trees keep, and JSON (RFC 7951 §5.5).</summary>
/// <remarks>
/// Without a schema the two forms do not tell the same: in JSON a lone element becomes a member, repeated ones an array, text a string,
/// and attributes are lost. Namespaces become module names where a module is known.
/// </remarks>
internal static class JsonAnydata
{
    private const string NamespaceMark = "{";

    /// <summary>Writes the content of an element. Recursion is bounded by the depth readers allow.</summary>
    public static void Write(Utf8JsonWriter writer, XElement element, bool isTop = false)
    {
        if (!element.HasElements && !isTop)
        {
            writer.WriteStringValue(element.Value);
            return;
        }

        if (!element.HasElements && element.Value.Length > 0)
        {
            writer.WriteStringValue(element.Value); // anyxml may be a mere value
            return;
        }

        writer.WriteStartObject();
        foreach (var group in element.Elements().GroupBy(child => child.Name))
        {
            // Member names that are no XML names were encoded on the way in.
            var name = System.Xml.XmlConvert.DecodeName(group.Key.LocalName);
            writer.WritePropertyName(group.Key.Namespace == element.Name.Namespace ? name : $"{{{group.Key.NamespaceName}}}{name}");
            var items = group.ToList();
            if (items.Count > 1)
            {
                writer.WriteStartArray();
            }

            items.ForEach(item => Write(writer, item));
            if (items.Count > 1)
            {
                writer.WriteEndArray();
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads the value the reader stands on; stops on its last token. The reader bounds the depth.</summary>
    /// <param name="reader">Stands on the first token.</param>
    /// <param name="schema">The anydata or anyxml node.</param>
    /// <param name="context">Knows the modules.</param>
    /// <param name="isLegal">False when some text has characters YANG and XML do not have (RFC 7950 §9.4).</param>
    public static XElement Read(ref Utf8JsonReader reader, SchemaNode schema, SchemaContext context, out bool isLegal)
    {
        var element = new XElement(XName.Get(schema.Name, schema.Module.Namespace));
        Fill(ref reader, element, context);
        isLegal = element.DescendantNodesAndSelf().OfType<XText>().All(static text => IsLegal(text.Value));
        return element;
    }

    private static bool IsLegal(string text)
    {
        foreach (var character in text)
        {
            if (!System.Xml.XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character)) // the reader paired surrogates
            {
                return false;
            }
        }

        return true;
    }

    private static void Fill(ref Utf8JsonReader reader, XElement element, SchemaContext context)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = NameOf(JsonText.Get(ref reader), element.Name.Namespace, context);
                    reader.Read();
                    AddMembers(ref reader, element, name, context);
                }

                break;
            case JsonTokenType.StartArray:
                AddMembers(ref reader, element, element.Name, context);
                break;
            case JsonTokenType.String:
                element.Value = JsonText.Get(ref reader);
                break;
            case JsonTokenType.Null:
                break;
            default:
                element.Value = System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
                break;
        }
    }

    private static void AddMembers(ref Utf8JsonReader reader, XElement parent, XName name, SchemaContext context)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            var child = new XElement(name);
            Fill(ref reader, child, context);
            parent.Add(child);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var child = new XElement(name);
            Fill(ref reader, child, context);
            parent.Add(child);
        }
    }

    private static XName NameOf(string name, XNamespace inherited, SchemaContext context)
    {
        if (name.StartsWith(NamespaceMark, StringComparison.Ordinal) && name.IndexOf('}') is > 0 and var end)
        {
            return XNamespace.Get(name[1..end]) + XmlConvertName(name[(end + 1)..]);
        }

        var colon = name.IndexOf(':');
        return colon > 0 && context.FindModule(name[..colon]) is { } module
            ? XNamespace.Get(module.Namespace) + XmlConvertName(name[(colon + 1)..])
            : inherited + XmlConvertName(name);
    }

    private static string XmlConvertName(string name) => System.Xml.XmlConvert.EncodeLocalName(name) is { Length: > 0 } encoded ? encoded : "_";
}
