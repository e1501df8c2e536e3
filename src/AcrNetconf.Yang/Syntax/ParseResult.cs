using System.Collections.Immutable;

namespace AcrNetconf.Yang.Syntax;

/// <summary>What came of reading a text.</summary>
/// <param name="Root">The module or submodule statement as far as it could be read; null when nothing could.</param>
/// <param name="Diagnostics">All findings about tokens, structure, cardinality and arguments.</param>
public sealed record ParseResult(Statement? Root, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>True when an error was found.</summary>
    public bool HasErrors
    {
        get
        {
            foreach (var diagnostic in Diagnostics)
            {
                if (diagnostic.Severity == DiagnosticSeverity.Error)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
