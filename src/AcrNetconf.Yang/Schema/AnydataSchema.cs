namespace AcrNetconf.Yang.Schema;

/// <summary>anydata (RFC 7950 §7.10) or anyxml (§7.11).</summary>
public sealed class AnydataSchema : SchemaNode
{
    internal AnydataSchema(YangModule module, string name)
        : base(module, name)
    {
    }

    /// <summary>True for anyxml.</summary>
    public bool IsAnyxml { get; internal set; }

    public bool IsMandatory { get; internal set; }
}
