using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>One event of a stream.</summary>
/// <param name="number">Its place in the stream, from 1.</param>
/// <param name="time">eventTime.</param>
/// <param name="content">What happened.</param>
internal sealed class EventRecord(long number, DateTimeOffset time, NotificationNode content)
{
    private ReadOnlyMemory<byte> _document;

    public long Number => number;

    public DateTimeOffset Time => time;

    public NotificationNode Content => content;

    /// <summary>The notification document, written once for all subscribers; called under the stream's lock.</summary>
    public ReadOnlyMemory<byte> Document(SchemaContext schema)
    {
        if (_document.IsEmpty)
        {
            _document = NotificationWriter.Write(schema, time, content);
        }

        return _document;
    }
}
