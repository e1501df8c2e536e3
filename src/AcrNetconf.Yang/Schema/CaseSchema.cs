namespace AcrNetconf.Yang.Schema;

/// <summary>A case of a choice (RFC 7950 §7.9.2).</summary>
public sealed class CaseSchema : SchemaBranch
{
    internal CaseSchema(YangModule module, string name)
        : base(module, name)
    {
    }
}
