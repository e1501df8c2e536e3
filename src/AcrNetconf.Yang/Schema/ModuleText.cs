namespace AcrNetconf.Yang.Schema;

/// <summary>The text of a module or submodule before anything is known about its content.</summary>
/// <param name="Name">Name it was found under.</param>
/// <param name="Revision">Revision it was found under, or null when its file name does not say.</param>
/// <param name="Text">The YANG text.</param>
/// <param name="Path">Where it came from, for diagnostics; null for texts given in memory.</param>
public sealed record ModuleText(string Name, string? Revision, string Text, string? Path = null);
