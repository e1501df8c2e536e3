namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>What a complete command does. <paramref name="values"/> are the words that filled value and choice positions, in order.</summary>
internal delegate Task ShellAction(ShellSession session, IReadOnlyList<string> values, CancellationToken cancellationToken);
