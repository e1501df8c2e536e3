namespace AcrNetconf.Yang.Types;

/// <summary>Why a text is not a value of a type.</summary>
/// <param name="Message">One sentence naming the value and the rule, e.g. <c>"64" is not in the range 0..63</c>.</param>
/// <param name="ErrorAppTag">error-app-tag of the restriction that failed (RFC 7950 §9.2.4 ff.), or null.</param>
public sealed record TypeViolation(string Message, string? ErrorAppTag = null)
{
    /// <summary>True when the message is the module's own error-message, which is reported as it stands (RFC 7950 §9.4.6).</summary>
    public bool IsFromModule { get; init; }
}
