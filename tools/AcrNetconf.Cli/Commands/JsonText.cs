using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace AcrNetconf.Cli.Commands;

/// <summary>XML data as JSON without a schema: repeated elements become arrays, leaves strings; names without prefixes.</summary>
/// <remarks>For scripts. It cannot know that a list with one entry is a list; names the caller gives always become arrays.</remarks>
internal static class JsonText
{
    public static string Of(XElement? element, params string[] lists)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (element is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                Write(writer, element, lists);
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, XElement element, string[] lists)
    {
        if (!element.HasElements)
        {
            writer.WriteStringValue(element.Value.Trim());
            return;
        }

        writer.WriteStartObject();
        foreach (var group in element.Elements().GroupBy(e => e.Name))
        {
            writer.WritePropertyName(group.Key.LocalName);
            if (group.Count() == 1 && !lists.Contains(group.Key.LocalName))
            {
                Write(writer, group.First(), lists);
                continue;
            }

            writer.WriteStartArray();
            foreach (var item in group)
            {
                Write(writer, item, lists);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
