namespace AcrNetconf.Yang.Schema;

/// <summary>A choice (RFC 7950 §7.9). Its children are always cases; short-hand cases are made explicit.</summary>
public sealed class ChoiceSchema : SchemaBranch
{
    internal ChoiceSchema(YangModule module, string name)
        : base(module, name)
    {
    }

    public bool IsMandatory { get; internal set; }

    public CaseSchema? DefaultCase { get; internal set; }
}
