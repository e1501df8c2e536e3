namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>Reads a line against a grammar: to run it, to complete it, to explain what may come next.</summary>
internal static class CommandParser
{
    /// <summary>The command of a complete line.</summary>
    /// <exception cref="ShellException">What is wrong, and where.</exception>
    public static ParsedCommand Parse(GrammarNode root, string line)
    {
        var words = CommandLineWords.Split(line);
        var (node, values) = Walk(root, words, words.Count, line);
        return node.Action is { } action
            ? new ParsedCommand(action, values)
            : throw new ShellException($"the command is incomplete; next: {string.Join(", ", node.Children.Select(c => c.Token))}", line.Length);
    }

    /// <summary>What may stand where the line ends: all next words after a space, words that begin like the last one otherwise.</summary>
    public static IReadOnlyList<GrammarNode> Next(GrammarNode root, string line)
    {
        var words = CommandLineWords.Split(line);
        var partial = words.Count > 0 && words[^1].End == line.Length ? words[^1].Text : "";
        try
        {
            var (node, _) = Walk(root, words, partial.Length > 0 ? words.Count - 1 : words.Count, line);
            return [.. node.Children.Where(c => c.Kind is WordKind.Value or WordKind.Rest || c.Token.StartsWith(partial, StringComparison.OrdinalIgnoreCase))];
        }
        catch (ShellException)
        {
            return [];
        }
    }

    /// <summary>True when the line could end here.</summary>
    public static bool IsComplete(GrammarNode root, string line)
    {
        try
        {
            var words = CommandLineWords.Split(line);
            return Walk(root, words, words.Count, line).Node.Action is not null;
        }
        catch (ShellException)
        {
            return false;
        }
    }

    private static (GrammarNode Node, List<string> Values) Walk(GrammarNode root, IReadOnlyList<CommandWord> words, int count, string line)
    {
        var node = root;
        var values = new List<string>();
        for (var i = 0; i < count; i++)
        {
            node = Step(node, words[i]);
            if (node.Kind == WordKind.Rest)
            {
                values.Add(line[words[i].Start..]);
                break;
            }

            if (node.Kind != WordKind.Keyword)
            {
                values.Add(node.Kind == WordKind.Choice ? node.Token : words[i].Text);
            }
        }

        return (node, values);
    }

    private static GrammarNode Step(GrammarNode node, CommandWord word)
    {
        var fixedWords = node.Children.Where(c => c.Kind is WordKind.Keyword or WordKind.Choice).ToList();
        if (fixedWords.Find(c => c.Token.Equals(word.Text, StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return exact;
        }

        var value = node.Children.FirstOrDefault(c => c.Kind is WordKind.Value);
        var complaint = value?.Check?.Invoke(word.Text);
        if (value is not null && complaint is null)
        {
            return value;
        }

        var begun = fixedWords.FindAll(c => c.Token.StartsWith(word.Text, StringComparison.OrdinalIgnoreCase));
        return begun switch
        {
            [var only] => only,
            [] when complaint is not null => throw new ShellException(complaint, word.Start),
            [] when node.Children.FirstOrDefault(c => c.Kind == WordKind.Rest) is { } rest => rest,
            [] when node.Children.Count == 0 => throw new ShellException($"'{word.Text}' is too much; the command ends before it", word.Start),
            [] => throw new ShellException($"'{word.Text}' is not known here", word.Start),
            _ => throw new ShellException($"'{word.Text}' is ambiguous: {string.Join(", ", begun.Select(c => c.Token))}", word.Start),
        };
    }
}
