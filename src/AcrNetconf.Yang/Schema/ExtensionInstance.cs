using System.Collections.Immutable;

namespace AcrNetconf.Yang.Schema;

/// <summary>A use of an extension (RFC 7950 §7.19) on a schema node or module, e.g. <c>nacm:default-deny-all</c>.</summary>
/// <param name="Module">Name of the module that defines the extension.</param>
/// <param name="Name">Extension name without prefix.</param>
/// <param name="Argument">Argument, or null.</param>
/// <param name="Substatements">Statements inside, as written.</param>
public sealed record ExtensionInstance(string Module, string Name, string? Argument, ImmutableArray<Syntax.Statement> Substatements);
