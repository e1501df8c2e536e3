namespace AcrNetconf.Yang.XPath;

/// <summary>Why a text is not an XPath 1.0 expression, or not one that can be used here.</summary>
/// <param name="Position">0-based offset in the expression text.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record XPathSyntaxError(int Position, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"at character {Position + 1}: {Message}";
}
