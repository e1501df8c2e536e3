namespace AcrNetconf.Yang.Types;

/// <summary>One bit of a bits type (RFC 7950 §9.7.4).</summary>
/// <param name="Name">The bit's name.</param>
/// <param name="Position">The position given or assigned.</param>
/// <param name="IsConditional">True when an if-feature guards it; such a name cannot be in a default (§7.6.4).</param>
public sealed record BitItem(string Name, uint Position, bool IsConditional = false);
