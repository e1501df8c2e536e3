namespace AcrNetconf.Netconf.Rpc;

/// <summary>One attribute of an rpc element, kept to be returned with the reply (RFC 6241 §4.1, §4.2).</summary>
/// <param name="Prefix">Prefix as written; empty for none.</param>
/// <param name="Name">Local name.</param>
/// <param name="Namespace">Namespace of the prefix; empty for none.</param>
/// <param name="Value">The value after XML attribute normalisation.</param>
public readonly record struct RpcAttribute(string Prefix, string Name, string Namespace, string Value);
