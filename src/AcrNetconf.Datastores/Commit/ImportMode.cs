namespace AcrNetconf.Datastores.Commit;

/// <summary>What an import may do to the present history.</summary>
public enum ImportMode
{
    /// <summary>Only fill an empty history.</summary>
    IntoEmpty,

    /// <summary>Replace what is there.</summary>
    Replace,
}
