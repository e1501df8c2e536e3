namespace AcrNetconf.Yang.XPath;

/// <summary>One token: its kind, where it starts, and for names, literals, numbers and errors its text.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Position">0-based offset.</param>
/// <param name="Text">Local name, literal content, number text or error message.</param>
/// <param name="Prefix">Prefix of a qualified name, or null.</param>
internal readonly record struct XPathToken(XPathTokenKind Kind, int Position, string Text = "", string? Prefix = null);
