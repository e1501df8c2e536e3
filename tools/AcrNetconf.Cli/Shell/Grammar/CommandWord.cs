namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>A word of a line, without its quotes.</summary>
/// <param name="Text">Content.</param>
/// <param name="Start">First column, quotes included, from 0.</param>
/// <param name="End">Column after the last.</param>
internal readonly record struct CommandWord(string Text, int Start, int End);
