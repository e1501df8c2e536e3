namespace AcrNetconf.Yang.Types;

/// <summary>A pattern of a string type (RFC 7950 §9.4.5), possibly inverted (§9.4.6).</summary>
/// <param name="Pattern">The compiled XSD expression.</param>
/// <param name="IsInverted">True with <c>modifier invert-match</c>: texts that match are refused.</param>
/// <param name="ErrorMessage">error-message of the module, or null.</param>
/// <param name="ErrorAppTag">error-app-tag of the module, or null.</param>
public sealed record PatternRestriction(XsdPattern Pattern, bool IsInverted = false, string? ErrorMessage = null, string? ErrorAppTag = null)
{
    /// <summary>True when <paramref name="text"/> satisfies the restriction.</summary>
    public bool Admits(string text) => Pattern.IsMatch(text) != IsInverted;
}
