using System.Diagnostics.CodeAnalysis;

namespace AcrNetconf.Yang.Types;

/// <summary>A regular expression of XML Schema (XSD-TYPES, appendix F), the pattern language of RFC 7950 §9.4.5.</summary>
/// <remarks>
/// Own engine rather than System.Text.RegularExpressions: XSD expressions are truly regular and work on code points, so a lazily built
/// automaton is faithful (anchoring, <c>.</c>, <c>\i \c \w</c>, class subtraction, characters beyond U+FFFF) and never backtracks. What
/// one text may cost is bounded. Immutable to its users; thread-safe.
/// </remarks>
public sealed class XsdPattern
{
    private readonly PatternNode _tree;
    private PatternAutomaton? _automaton;

    private XsdPattern(string text, PatternNode tree)
    {
        Text = text;
        _tree = tree;
    }

    /// <summary>As written in the module.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; refuses what is not in the XSD language (look-around, lazy quantifiers, back-references, ...).</summary>
    public static bool TryCreate(string text, [NotNullWhen(true)] out XsdPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        if (XsdPatternParser.TryParse(text, out var tree, out problem))
        {
            pattern = new(text, tree);
            return true;
        }

        pattern = null;
        return false;
    }

    /// <summary>True when the whole of <paramref name="text"/> is in the pattern's language, and that could be found out with bounded work.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => Judge(text) == PatternVerdict.Matches;

    /// <summary>Whether the whole of <paramref name="text"/> is in the pattern's language. Takes less than a second whatever both are.</summary>
    public PatternVerdict Judge(ReadOnlySpan<char> text) => Judge(text, null);

    /// <summary>As <see cref="Judge(ReadOnlySpan{char})"/>, for patterns and texts nobody vouches for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="spend">Is told of the work before it is done, and may throw to end it.</param>
    internal PatternVerdict Judge(ReadOnlySpan<char> text, Action<int>? spend)
    {
        // Built on first use: most patterns of a module set are never asked. Two threads may both build; either result serves.
        var automaton = _automaton ??= new(_tree);
        return automaton.Judge(text, spend);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
