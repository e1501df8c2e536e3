namespace AcrNetconf.Yang.Schema;

/// <summary>A submodule included by a module (RFC 7950 §7.1.6, §7.2).</summary>
public sealed record YangSubmodule(string Name, string? Revision, string SourceText, string? SourcePath);
