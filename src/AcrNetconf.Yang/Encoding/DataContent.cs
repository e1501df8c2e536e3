namespace AcrNetconf.Yang.Encoding;

/// <summary>What a document may contain.</summary>
public enum DataContent
{
    /// <summary>Configuration and state.</summary>
    All,

    /// <summary>Configuration only; state nodes are unknown elements.</summary>
    Config,
}
