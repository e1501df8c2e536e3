using System.Buffers;
using System.Globalization;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>Writes push-update and push-change-update (RFC 8641 §3.7) around content that is shared by subscribers.</summary>
internal static class PushWriter
{
    private static readonly byte[] UpdateEnd = [.. "</datastore-contents></push-update></notification>"u8];
    private static readonly byte[] ChangeEnd = [.. "</yang-patch></datastore-changes></push-change-update></notification>"u8];
    private static readonly byte[] IncompleteChangeEnd
        = [.. "</yang-patch></datastore-changes><incomplete-update/></push-change-update></notification>"u8];

    public static ReadOnlyMemory<byte> Contents(SchemaContext schema, RootNode selected)
    {
        var output = new ArrayBufferWriter<byte>();
        XmlDataWriter.WriteContent(output, schema, selected, new WriteOptions(WithDefaultsMode.Explicit), NetconfNames.YangPush);
        return output.WrittenMemory;
    }

    public static OutboxItem Update(DateTimeOffset time, INotificationOwner owner, uint id, ReadOnlyMemory<byte> contents)
    {
        var output = Start(time, "<push-update xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\">"u8, id);
        AsciiXml.Raw(output, "<datastore-contents>"u8);
        return new OutboxItem(output.WrittenMemory, contents, UpdateEnd, owner);
    }

    /// <param name="time">When it was made.</param>
    /// <param name="owner">The subscription.</param>
    /// <param name="id">Its number.</param>
    /// <param name="patch">Counts the patches of the subscription.</param>
    /// <param name="edits">The edit elements.</param>
    /// <param name="isIncomplete">True when changes before these were lost.</param>
    public static OutboxItem Change(DateTimeOffset time, INotificationOwner owner, uint id, uint patch, ReadOnlyMemory<byte> edits, bool isIncomplete)
    {
        var output = Start(time, "<push-change-update xmlns=\"urn:ietf:params:xml:ns:yang:ietf-yang-push\">"u8, id);
        AsciiXml.Raw(output, "<datastore-changes><yang-patch>"u8);
        AsciiXml.Element(output, "patch-id", patch.ToString(CultureInfo.InvariantCulture));
        return new OutboxItem(output.WrittenMemory, edits, isIncomplete ? IncompleteChangeEnd : ChangeEnd, owner);
    }

    private static ArrayBufferWriter<byte> Start(DateTimeOffset time, ReadOnlySpan<byte> element, uint id)
    {
        var output = new ArrayBufferWriter<byte>(256);
        NotificationWriter.Start(output, time);
        AsciiXml.Raw(output, element);
        AsciiXml.Element(output, "id", id.ToString(CultureInfo.InvariantCulture));
        return output;
    }
}
