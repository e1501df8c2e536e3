namespace AcrNetconf.Yang.Schema;

/// <summary>A notification (RFC 7950 §7.16), at top level or inside a data node.</summary>
public sealed class NotificationSchema : SchemaBranch
{
    internal NotificationSchema(YangModule module, string name)
        : base(module, name)
    {
    }
}
