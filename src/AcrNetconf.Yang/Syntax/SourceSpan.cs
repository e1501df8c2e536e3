namespace AcrNetconf.Yang.Syntax;

/// <summary>A place in a source text. Line and column are 1-based; the default value means "unknown".</summary>
/// <param name="File">File name or other label of the text.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in UTF-16 units.</param>
public readonly record struct SourceSpan(string? File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File ?? "?"}:{Line}:{Column}";
}
