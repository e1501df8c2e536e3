namespace AcrNetconf.Yang.Schema;

/// <summary>The input or output of an operation (RFC 7950 §7.14.2, §7.14.3).</summary>
public sealed class OperationParametersSchema : SchemaBranch
{
    internal OperationParametersSchema(YangModule module, bool isOutput)
        : base(module, isOutput ? "output" : "input") => IsOutput = isOutput;

    public bool IsOutput { get; }
}
