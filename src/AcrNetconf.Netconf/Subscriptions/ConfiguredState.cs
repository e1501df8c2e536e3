namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>configured-subscription-state (RFC 8639 §2.5.1).</summary>
internal enum ConfiguredState
{
    /// <summary>It is served.</summary>
    Valid,

    /// <summary>It cannot be served; the log says why.</summary>
    Invalid,

    /// <summary>Its time to stop is past.</summary>
    Concluded,
}
