using System.Text.RegularExpressions;

namespace AcrNetconf.Conformance.Yang.Installed;

/// <summary>Tree diagrams as comparable lines.</summary>
internal static partial class TreeText
{
    /// <summary>The lines without what is mere formatting: connecting strokes, runs of blanks, empty lines.</summary>
    public static List<string> Lines(string tree) => [.. tree.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(Plain)];

    /// <summary>Lines only one of the diagrams has, once yanglint's departures from RFC 8340 are undone in its diagram.</summary>
    /// <remarks>
    /// §2.6: case nodes have neither flags nor "?"; parameters of notifications are "ro"; §2.2: the nodes of an augment have the flags they have
    /// in the target, where yanglint prints them as they stand in the text, uses not expanded, short-hand cases not shown. So augments are compared
    /// by the names they add only, and not where yanglint leaves a uses unexpanded. A type is shown by its name: which prefix it gets is left open,
    /// yanglint copies that of the text, we show what the name means in the module drawn.
    /// </remarks>
    public static List<string> Difference(string theirs, string ours)
    {
        var left = Sections([.. Lines(CaseMark().Replace(theirs, "$1")).Select(WithoutTypePrefix)]);
        var right = Sections([.. Lines(ours).Select(WithoutTypePrefix)]);
        var difference = new List<string>();
        foreach (var title in left.Keys.Union(right.Keys))
        {
            var (a, b) = (left.GetValueOrDefault(title, []), right.GetValueOrDefault(title, []));
            if (a.Any(line => line.Contains("---u ", StringComparison.Ordinal)))
            {
                continue;
            }

            if (title.StartsWith("augment ", StringComparison.Ordinal))
            {
                (a, b) = (Names(a), Names(b));
            }
            else if (title == "notifications:")
            {
                a = [.. a.Select(line => NoFlag().Replace(line, "$1--ro "))];
            }
            else
            {
                a = [.. WithNotificationParameters(a)];
            }

            if (!a.SequenceEqual(b))
            {
                difference.AddRange(a.Except(b).Select(line => "- " + line));
                difference.AddRange(b.Except(a).Select(line => "+ " + line));
                if (difference.Count == 0)
                {
                    difference.Add($"order in {title}");
                }
            }
        }

        return difference;
    }

    private static string Plain(string line)
    {
        var start = line.AsSpan().IndexOfAnyExcept(' ', '|');
        return new string(' ', start) + Blanks().Replace(line[start..].TrimEnd(), " ");
    }

    private static string WithoutTypePrefix(string line) => line.Contains(" -> ", StringComparison.Ordinal) ? line : TypePrefix().Replace(line, "$1$2");

    private static Dictionary<string, List<string>> Sections(List<string> lines)
    {
        var sections = new Dictionary<string, List<string>>();
        var current = new List<string>();
        foreach (var line in lines)
        {
            if (Title().Match(line) is { Success: true } match)
            {
                var title = match.Groups[1].Value;
                if (!sections.TryGetValue(title, out current!))
                {
                    sections.Add(title, current = []);
                }
            }
            else
            {
                current.Add(line);
            }
        }

        return sections;
    }

    /// <summary>Children of notifications inside data.</summary>
    private static IEnumerable<string> WithNotificationParameters(List<string> lines)
    {
        var inside = int.MaxValue;
        foreach (var line in lines)
        {
            var depth = line.AsSpan().IndexOfAnyExcept(' ');
            inside = depth <= inside ? int.MaxValue : inside;
            yield return inside < int.MaxValue ? NoFlag().Replace(line, "$1--ro ") : line;
            if (line.Contains("---n ", StringComparison.Ordinal))
            {
                inside = depth;
            }
        }
    }

    private static List<string> Names(List<string> lines)
        => [.. lines.Where(line => !line.Contains("--:(", StringComparison.Ordinal)).Select(line => Flags().Replace(line.TrimStart(), "")).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"(:\([^)]*\))\?")]
    private static partial Regex CaseMark();

    [GeneratedRegex(@"^( *[+xo])---- ")]
    private static partial Regex NoFlag();

    [GeneratedRegex(@"^[+xo]--(?:[-\w][-\w] )?")]
    private static partial Regex Flags();

    [GeneratedRegex(@"^( *[+xo]--\S* \S+(?: \[[^]]*\])? )[\w.-]+:([\w.-]+)(?=$| \{)")]
    private static partial Regex TypePrefix();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^ *((?:module: |augment |structure |yang-data |grouping )\S.*|rpcs:|notifications:)$")]
    private static partial Regex Title();
}
