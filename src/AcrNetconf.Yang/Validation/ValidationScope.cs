namespace AcrNetconf.Yang.Validation;

/// <summary>What a tree claims to be.</summary>
public enum ValidationScope
{
    /// <summary>The configuration of a datastore: constraints see configuration only; state nodes are not checked.</summary>
    Config,

    /// <summary>Configuration and state together.</summary>
    Data,
}
