namespace AcrNetconf.Netconf.AccessControl;

/// <summary>What a rule is about (RFC 8341 §3.5, rule-type).</summary>
internal enum NacmRuleKind
{
    /// <summary>Everything of its module.</summary>
    Any,
    Operation,
    Notification,
    Data,
}
