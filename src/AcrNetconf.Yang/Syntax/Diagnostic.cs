namespace AcrNetconf.Yang.Syntax;

/// <summary>How bad a diagnostic is. Only errors make a module unusable.</summary>
public enum DiagnosticSeverity
{
    Warning,
    Error,
}

/// <summary>One finding about a module text: what was found, what was expected, and the clause that says so.</summary>
/// <param name="Code">Stable identifier, kebab-case, e.g. <c>unknown-prefix</c>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Span">Where.</param>
/// <param name="Message">One sentence naming the found and the expected.</param>
/// <param name="Clause">RFC section, e.g. <c>RFC 7950 §7.1.4</c>; null when none applies.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, SourceSpan Span, string Message, string? Clause = null)
{
    /// <summary><c>file:line:col: severity: message [clause]</c>.</summary>
    public override string ToString()
        => $"{Span}: {(Severity == DiagnosticSeverity.Error ? "error" : "warning")}: {Message}{(Clause is null ? "" : $" [{Clause}]")}";
}
