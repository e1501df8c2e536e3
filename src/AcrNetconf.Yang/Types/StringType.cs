using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>string (RFC 7950 §9.4).</summary>
public sealed class StringType : YangType
{
    internal StringType(RangeRestriction? length = null, ImmutableArray<PatternRestriction> patterns = default)
        : base(YangBaseType.String)
    {
        Length = length;
        Patterns = patterns.IsDefault ? [] : patterns;
    }

    /// <summary>Admitted lengths in Unicode code points, or null.</summary>
    public RangeRestriction? Length { get; }

    /// <summary>All patterns of the typedef chain, innermost typedef first; a value satisfies every one.</summary>
    public ImmutableArray<PatternRestriction> Patterns { get; }

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
    {
        value = default;
        var forbidden = Lexical.IndexOfForbidden(text);
        if (forbidden >= 0)
        {
            violation = new($"character U+{(int)text[forbidden]:X4} cannot stand in a string");
            return false;
        }

        if (Length is { } length && !length.Contains(Lexical.CodePoints(text)))
        {
            violation = length.Violation($"\"{text}\" has {Lexical.CodePoints(text)} characters, not a length of {length.Text}");
            return false;
        }

        foreach (var pattern in Patterns)
        {
            if (!pattern.Admits(text))
            {
                violation = new(
                    pattern.ErrorMessage ?? $"\"{text}\" {(pattern.IsInverted ? "matches the excluded" : "does not match the")} pattern {pattern.Pattern.Text}",
                    pattern.ErrorAppTag) { IsFromModule = pattern.ErrorMessage is not null };
                return false;
            }
        }

        value = new(this, 0, text);
        violation = null;
        return true;
    }

    internal override string ToCanonical(in YangValue value) => (string)value.Object!; // TryParse stores the text

    internal override int Compare(in YangValue left, in YangValue right) => string.CompareOrdinal((string?)left.Object, (string?)right.Object);
}
