namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>A line understood.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Values">The words in value positions.</param>
internal readonly record struct ParsedCommand(ShellAction Action, IReadOnlyList<string> Values);
