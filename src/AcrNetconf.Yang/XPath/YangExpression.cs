using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.XPath;

/// <summary>An XPath expression of a module: text plus the module that gives its prefixes meaning (RFC 7950 §6.4.1).</summary>
/// <remarks>The compiled form is made once, when the schema context is complete, and is shared by all evaluations.</remarks>
public sealed class YangExpression
{
    private readonly ImmutableDictionary<string, YangModule>? _prefixes;

    internal YangExpression(string text, YangModule scope, YangModule defaultModule, SourceSpan span, ImmutableDictionary<string, YangModule>? prefixes = null)
    {
        Text = text;
        Scope = scope;
        DefaultModule = defaultModule;
        Span = span;
        _prefixes = prefixes;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The module whose imports resolve prefixes.</summary>
    public YangModule Scope { get; }

    /// <summary>The module unprefixed names belong to (the using module for groupings).</summary>
    public YangModule DefaultModule { get; }

    public SourceSpan Span { get; }

    /// <summary>The expression ready to evaluate; null before the schema is complete and when it is not a valid expression.</summary>
    internal CompiledExpression? Compiled { get; set; }

    /// <summary>Prefixes of the text the expression is written in; a submodule's differ from its module's.</summary>
    public ImmutableDictionary<string, YangModule> Prefixes => _prefixes ?? Scope.Prefixes;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
