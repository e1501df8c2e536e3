using System.Collections.Immutable;

namespace AcrNetconf.Yang.Syntax;

/// <summary>One YANG statement as written (RFC 7950 §6.3): keyword, argument, substatements. One class serves every keyword.</summary>
public sealed class Statement
{
    internal Statement(string? prefix, string keyword, string? argument, SourceSpan span, ImmutableArray<Statement> children)
    {
        Prefix = prefix;
        Keyword = keyword;
        Argument = argument;
        Span = span;
        Children = children;
    }

    /// <summary>Prefix of an extension statement, or null for YANG's own keywords.</summary>
    public string? Prefix { get; }

    public string Keyword { get; }

    /// <summary>Argument after unquoting and concatenation; null when there is none.</summary>
    public string? Argument { get; }

    public SourceSpan Span { get; }

    public ImmutableArray<Statement> Children { get; }
}
