namespace AcrNetconf.Cli.Shell.Terminal;

/// <summary>Shows text a page at a time: space for the next page, Enter for the next line, q to stop.</summary>
internal static class Pager
{
    private const string More = "  ---- More ----";

    /// <param name="terminal">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="pageLines">Lines of a page; 0 shows everything at once.</param>
    public static void Show(ITerminal terminal, string text, int pageLines)
    {
        if (text.Length == 0)
        {
            return;
        }

        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var left = pageLines;
        for (var i = 0; i < lines.Length; i++)
        {
            terminal.Write(lines[i] + "\n");
            if (pageLines > 0 && --left == 0 && i < lines.Length - 1)
            {
                left = Ask(terminal, pageLines);
                if (left == 0)
                {
                    return;
                }
            }
        }
    }

    private static int Ask(ITerminal terminal, int pageLines)
    {
        terminal.Write(More);
        while (true)
        {
            var answer = terminal.ReadKey() switch
            {
                null or { KeyChar: 'q' or 'Q' or '\u0003' } => 0,
                { Key: ConsoleKey.Spacebar } or { KeyChar: ' ' } => pageLines,
                { Key: ConsoleKey.Enter } => 1,
                _ => -1,
            };
            if (answer >= 0)
            {
                terminal.Write($"\r{new string(' ', More.Length)}\r");
                return answer;
            }
        }
    }
}
