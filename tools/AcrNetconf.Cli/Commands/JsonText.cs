using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;

namespace AcrNetconf.Cli.Commands;

/// <summary>XML data as JSON without a schema: repeated elements become arrays, leaves strings; names without prefixes.</summary>
/// <remarks>For scripts. It cannot know that a list with one entry is a list; names the caller gives always become arrays.</remarks>
internal static class JsonText
{
    public static string Of(XElement? element, params string[] lists) => Text(writer =>
    {
        if (element is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            Write(writer, element, lists);
        }
    });

    /// <summary>A reply whose list <paramref name="list"/> may have no entries, which is an empty array then.</summary>
    public static string OfReply(XElement reply, string list, params string[] lists) => Text(writer =>
    {
        var content = reply.Elements().Where(e => e.Name.LocalName != "ok").ToList();
        writer.WriteStartObject();
        WriteMembers(writer, content, lists);
        if (!content.Exists(e => e.Name.LocalName == list))
        {
            writer.WriteStartArray(list);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
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
        WriteMembers(writer, element.Elements(), lists);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<XElement> elements, string[] lists)
    {
        foreach (var group in elements.GroupBy(e => e.Name))
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
    }
}
