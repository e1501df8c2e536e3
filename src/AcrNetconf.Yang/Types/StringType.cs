using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

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
            violation = pattern.Check(text);
            if (violation is not null)
            {
                return false;
            }
        }

        value = new(this, 0, HoldsPath && prefixes is not null ? WithModuleNames(text, prefixes) : text);
        violation = null;
        return true;
    }

    /// <summary>True for the text types whose values are paths with prefixes: they lose their meaning with the document they came in.</summary>
    internal bool HoldsPath => TypedefName is "ietf-yang-types:xpath1.0" or "ietf-netconf-acm:node-instance-identifier";

    /// <summary>The path with module names for the prefixes that are known; quoted text is left alone.</summary>
    internal static string WithModuleNames(string text, IPrefixResolver prefixes)
    {
        var path = new StringBuilder(text.Length);
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\'' or '"')
            {
                at = Math.Max(text.IndexOf(c, at + 1), at);
            }
            else if (c == ':' && (at + 1 == text.Length || text[at + 1] != ':') && (at == 0 || text[at - 1] != ':'))
            {
                var name = at;
                while (name > start && (char.IsAsciiLetterOrDigit(text[name - 1]) || text[name - 1] is '_' or '-' or '.'))
                {
                    name--;
                }

                if (name < at && prefixes.Resolve(text[name..at]) is { } module)
                {
                    path.Append(text, start, name - start).Append(module.Name);
                    start = at;
                }
            }
        }

        return start == 0 ? text : path.Append(text, start, text.Length - start).ToString();
    }

    internal override string ToCanonical(in YangValue value) => (string)value.Object!; // TryParse stores the text

    internal override int Compare(in YangValue left, in YangValue right) => string.CompareOrdinal((string?)left.Object, (string?)right.Object);
}
