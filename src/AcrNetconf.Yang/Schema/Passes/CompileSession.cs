using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>What all passes of one compilation share: findings, limits, caches.</summary>
internal sealed class CompileSession
{
    /// <summary>Groupings can double a schema at every level; beyond this a module set is refused.</summary>
    public const int MaxNodes = 1_000_000;

    /// <summary>Deepest schema tree; groupings may nest deeper than any text.</summary>
    public const int MaxDepth = 500;

    private const int MaxDiagnostics = 1000;
    private readonly HashSet<(SourceSpan, string)> _reported = [];
    private readonly Dictionary<string, (XsdPattern? Pattern, string? Problem)> _patterns = [];

    public List<Diagnostic> Diagnostics { get; } = [];

    public int ErrorCount { get; private set; }

    public int NodeCount { get; set; }

    /// <summary>True when the schema has outgrown <see cref="MaxNodes"/>; nothing worthwhile can follow.</summary>
    public bool IsTooLarge => NodeCount > MaxNodes;

    /// <summary>Silences findings: for a second look at something already reported.</summary>
    public bool IsSilent { get; set; }

    public void Error(string code, Statement at, string message, string? clause) => Error(code, at.Span, message, clause);

    public void Error(string code, SourceSpan at, string message, string? clause) => Add(new(code, DiagnosticSeverity.Error, at, message, clause));

    public void Warn(string code, Statement at, string message, string? clause) => Add(new(code, DiagnosticSeverity.Warning, at.Span, message, clause));

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>The pattern, compiled once per distinct text.</summary>
    public XsdPattern? Pattern(string text, out string? problem)
    {
        if (!_patterns.TryGetValue(text, out var entry))
        {
            XsdPattern.TryCreate(text, out entry.Pattern, out entry.Problem);
            _patterns.Add(text, entry);
        }

        problem = entry.Problem;
        return entry.Pattern;
    }

    // A grouping used ten times has its error once.
    private void Add(Diagnostic diagnostic)
    {
        if (IsSilent || Diagnostics.Count >= MaxDiagnostics || !_reported.Add((diagnostic.Span, diagnostic.Message)))
        {
            return;
        }

        Diagnostics.Add(diagnostic);
        ErrorCount += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
    }
}
