using System.Buffers;
using System.Globalization;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>Writes notification documents (RFC 5277 §4).</summary>
internal static class NotificationWriter
{
    public static ReadOnlyMemory<byte> Write(SchemaContext schema, DateTimeOffset time, NotificationNode content)
    {
        var output = new ArrayBufferWriter<byte>();
        Start(output, time);
        XmlDataWriter.WriteNode(output, schema, content, null, NetconfNames.Notification);
        AsciiXml.Raw(output, "</notification>"u8);
        return output.WrittenMemory;
    }

    /// <summary>A notification of the subscription itself: replayComplete and notificationComplete (RFC 5277 §3.3).</summary>
    public static ReadOnlyMemory<byte> WriteMarker(DateTimeOffset time, string name)
    {
        var output = new ArrayBufferWriter<byte>();
        Start(output, time);
        AsciiXml.Raw(output, "<"u8);
        AsciiXml.Name(output, name);
        AsciiXml.Raw(output, " xmlns=\"urn:ietf:params:xml:ns:netmod:notification\"/></notification>"u8);
        return output.WrittenMemory;
    }

    /// <summary>Says that notifications are missing at this place of the stream (acr-notifications); outside all filters.</summary>
    public static ReadOnlyMemory<byte> WriteLoss(DateTimeOffset time, long count)
    {
        var output = new ArrayBufferWriter<byte>();
        Start(output, time);
        AsciiXml.Raw(output, "<notifications-lost xmlns=\"urn:acr-netconf:yang:acr-notifications\">"u8);
        AsciiXml.Element(output, "count", count.ToString(CultureInfo.InvariantCulture));
        AsciiXml.Raw(output, "</notifications-lost></notification>"u8);
        return output.WrittenMemory;
    }

    /// <summary>The beginning of a document, up to its content.</summary>
    public static void Start(ArrayBufferWriter<byte> output, DateTimeOffset time)
    {
        AsciiXml.Raw(output, "<notification xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\">"u8);
        AsciiXml.Element(output, "eventTime", DateAndTime.Milliseconds(time));
    }
}
