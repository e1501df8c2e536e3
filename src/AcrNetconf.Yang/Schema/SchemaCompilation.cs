using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema;

/// <summary>What came of compiling a set of modules.</summary>
/// <param name="Context">The schema; null when any diagnostic is an error.</param>
/// <param name="Diagnostics">Everything found, in order of file and position.</param>
public sealed record SchemaCompilation(SchemaContext? Context, ImmutableArray<Diagnostic> Diagnostics);
