namespace AcrNetconf.Yang.Types;

/// <summary>One enum of an enumeration (RFC 7950 §9.6.4).</summary>
/// <param name="Name">The lexical value.</param>
/// <param name="Value">The integer given or assigned.</param>
/// <param name="IsConditional">True when an if-feature guards it; such a name cannot be a default (§7.6.4).</param>
public sealed record EnumItem(string Name, int Value, bool IsConditional = false);
