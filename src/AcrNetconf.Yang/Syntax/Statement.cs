using System.Collections.Immutable;

namespace AcrNetconf.Yang.Syntax;

/// <summary>One YANG statement as written (RFC 7950 §6.3): keyword, argument, substatements. One class serves every keyword.</summary>
public sealed class Statement
{
    internal Statement(string? prefix, string keyword, YangKeyword kind, string? argument, SourceSpan span, ImmutableArray<Statement> children)
    {
        Prefix = prefix;
        Keyword = keyword;
        Kind = kind;
        Argument = argument;
        Span = span;
        Children = children;
    }

    /// <summary>Prefix of an extension statement, or null for YANG's own keywords.</summary>
    public string? Prefix { get; }

    public string Keyword { get; }

    /// <summary>What the keyword is; <see cref="YangKeyword.Extended"/> for everything with a prefix.</summary>
    public YangKeyword Kind { get; }

    /// <summary>Argument after unquoting and concatenation; null when there is none.</summary>
    public string? Argument { get; }

    public SourceSpan Span { get; }

    public ImmutableArray<Statement> Children { get; }

    /// <summary>First substatement of a kind, or null.</summary>
    public Statement? Find(YangKeyword kind)
    {
        foreach (var child in Children)
        {
            if (child.Kind == kind)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>Argument of the first substatement of a kind, or null.</summary>
    public string? ArgumentOf(YangKeyword kind) => Find(kind)?.Argument;

    /// <inheritdoc/>
    public override string ToString() => $"{(Prefix is null ? "" : Prefix + ":")}{Keyword} {Argument}";
}
