using System.Text;

namespace AcrNetconf.Cli.Shell;

/// <summary>The part of a line after a bar: which lines of the answer are shown.</summary>
internal sealed record OutputFilter(string Kind, string Text)
{
    /// <summary>Splits <c>display this | include server</c>.</summary>
    /// <exception cref="ShellException">There is a bar, but no filter that exists.</exception>
    public static (string Command, OutputFilter? Filter) Split(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == '|' && !quoted)
            {
                var words = Grammar.CommandLineWords.Split(line[(i + 1)..]);
                return words is [{ Text: "include" or "exclude" or "begin" }, _]
                    ? (line[..i].TrimEnd(), new OutputFilter(words[0].Text, words[1].Text))
                    : throw new ShellException("after | stands include, exclude or begin, and a text", i);
            }
        }

        return (line, null);
    }

    /// <summary>Keeps the lines the filter lets through.</summary>
    public void Apply(StringBuilder output)
    {
        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kept = Kind switch
        {
            "include" => lines.Where(l => l.Contains(Text, StringComparison.OrdinalIgnoreCase)),
            "exclude" => lines.Where(l => !l.Contains(Text, StringComparison.OrdinalIgnoreCase)),
            _ => lines.SkipWhile(l => !l.Contains(Text, StringComparison.OrdinalIgnoreCase)),
        };
        var text = string.Concat(kept.Select(l => l + "\n"));
        output.Clear().Append(text);
    }
}
