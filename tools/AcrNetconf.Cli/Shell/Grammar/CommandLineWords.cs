using System.Text;

namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>Words of a line: separated by white space, quoted by double quotes, with a backslash before a quote that is meant.</summary>
internal static class CommandLineWords
{
    public static IReadOnlyList<CommandWord> Split(string line)
    {
        var words = new List<CommandWord>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at]))
            {
                at++;
            }

            if (at == line.Length)
            {
                return words;
            }

            words.Add(Read(line, ref at));
        }
    }

    /// <summary>A word as it must be typed: quoted when it needs to be.</summary>
    public static string Quote(string word)
        => word.Length > 0 && !word.Any(c => char.IsWhiteSpace(c) || c is '"' or '?' or '|' or '#' or '\\')
            ? word
            : $"\"{word.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static CommandWord Read(string line, ref int at)
    {
        var start = at;
        var text = new StringBuilder();
        var quoted = false;
        for (; at < line.Length && (quoted || !char.IsWhiteSpace(line[at])); at++)
        {
            if (line[at] == '"')
            {
                quoted = !quoted;
                continue;
            }

            if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] is '"' or '\\')
            {
                at++;
            }

            text.Append(line[at]);
        }

        return new CommandWord(text.ToString(), start, at);
    }
}
