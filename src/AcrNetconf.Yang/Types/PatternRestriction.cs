namespace AcrNetconf.Yang.Types;

/// <summary>A pattern of a string type (RFC 7950 §9.4.5), possibly inverted (§9.4.6).</summary>
/// <param name="Pattern">The compiled XSD expression.</param>
/// <param name="IsInverted">True with <c>modifier invert-match</c>: texts that match are refused.</param>
/// <param name="ErrorMessage">error-message of the module, or null.</param>
/// <param name="ErrorAppTag">error-app-tag of the module, or null.</param>
public sealed record PatternRestriction(XsdPattern Pattern, bool IsInverted = false, string? ErrorMessage = null, string? ErrorAppTag = null)
{
    /// <summary>Null when <paramref name="text"/> satisfies the restriction; otherwise what is wrong, with what the module says about it.</summary>
    public TypeViolation? Check(string text)
    {
        var verdict = Pattern.Judge(text);
        if (verdict == PatternVerdict.TooMuchWork)
        {
            return new($"a text of {text.Length} characters asks for too much work with the pattern {Pattern.Text}");
        }

        return (verdict == PatternVerdict.Matches) != IsInverted
            ? null
            : new(ErrorMessage ?? $"\"{text}\" {(IsInverted ? "matches the excluded" : "does not match the")} pattern {Pattern.Text}", ErrorAppTag)
            {
                IsFromModule = ErrorMessage is not null,
            };
    }
}
