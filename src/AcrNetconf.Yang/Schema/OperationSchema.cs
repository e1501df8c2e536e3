namespace AcrNetconf.Yang.Schema;

/// <summary>An rpc (RFC 7950 §7.14) or an action (§7.15).</summary>
public sealed class OperationSchema : SchemaBranch
{
    internal OperationSchema(YangModule module, string name, bool isAction)
        : base(module, name) => IsAction = isAction;

    public bool IsAction { get; }

    /// <summary>Input parameters; an empty branch when the statement is absent.</summary>
    public OperationParametersSchema Input { get; internal set; } = null!; // set by the compiler before anyone sees the node

    /// <summary>Output parameters; an empty branch when the statement is absent.</summary>
    public OperationParametersSchema Output { get; internal set; } = null!; // set by the compiler before anyone sees the node
}
