namespace AcrNetconf.Datastores.Editing;

/// <summary>The operation attribute (RFC 6241 §7.2) and the default-operation parameter.</summary>
public enum EditOperation
{
    Merge,
    Replace,
    Create,
    Delete,
    Remove,

    /// <summary>Only as default-operation: nodes without an operation are context.</summary>
    None,
}
