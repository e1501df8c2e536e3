namespace AcrNetconf.Yang.Schema;

/// <summary>A container (RFC 7950 §7.5).</summary>
public sealed class ContainerSchema : SchemaBranch
{
    internal ContainerSchema(YangModule module, string name)
        : base(module, name)
    {
    }

    /// <summary>True when the container's existence means something (has a presence statement).</summary>
    public bool IsPresence { get; internal set; }
}
