using System.Xml.Linq;
using AcrNetconf.Cli.Shell.Grammar;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Shell;

/// <summary>Writes a configuration as the commands that make it.</summary>
internal static class ConfigurationText
{
    private const string Feature = "ptp-adaptive";

    private static readonly string[] s_procedure = ["enable", "device-type", "frequency profile", "domain", "local-ip", "vpn-instance", "remote-server"];

    /// <summary>The commands, one a line, without the wrapper <c>#</c> lines.</summary>
    /// <param name="data">A data or config element with top-level nodes.</param>
    /// <param name="schema">The server's modules; nodes it does not know are left to XML and named in a comment.</param>
    public static IReadOnlyList<string> Of(XElement data, SchemaContext schema)
    {
        var lines = new List<string>();
        foreach (var top in data.Elements())
        {
            if (schema.Root.FindDataChild(top.Name.NamespaceName, top.Name.LocalName) is not { IsConfig: true } node)
            {
                lines.Add($"# {top.Name.LocalName}: not known from the modules of the server");
                continue;
            }

            var written = new HashSet<XElement>();
            var own = new List<string>();
            if (top.Name.LocalName == Feature && node is SchemaBranch branch)
            {
                WriteForms(top, branch, written, own);
            }

            Write(top, node, "", written, own);
            lines.AddRange(own.OrderBy(Rank));
        }

        return lines;
    }

    private static void WriteForms(XElement feature, SchemaBranch schema, HashSet<XElement> written, List<string> lines)
    {
        foreach (var form in CommandForms.All)
        {
            var leafs = form.Sets.Select(s => (Set: s, Found: Find(feature, schema, s.Path))).ToList();
            if (leafs.TrueForAll(l => l.Found.Leaf is null) || leafs.Exists(l => l.Found.Leaf is { } leaf && written.Contains(leaf)))
            {
                continue;
            }

            // A leaf that is not there has its default: one-way negotiation may be configured by enable alone.
            if (leafs.TrueForAll(l => l.Found.Value is not null && (l.Set.Value == "$" || l.Set.Value == l.Found.Value)))
            {
                lines.Add($"{Feature} {form.Words.Replace("$", CommandLineWords.Quote(leafs[0].Found.Value!))}"); // checked above
                written.UnionWith(leafs.Select(l => l.Found.Leaf).OfType<XElement>());
            }
        }
    }

    /// <summary>Place in the procedure, so that the text can be typed in again from top to bottom: negotiation starts last.</summary>
    private static int Rank(string line)
    {
        var rank = Array.FindIndex(s_procedure, words => line.StartsWith($"{Feature} {words}", StringComparison.Ordinal));
        return line.Contains("unicast-negotiate") ? s_procedure.Length + 1 : rank < 0 ? s_procedure.Length : rank;
    }

    private static (XElement? Leaf, string? Value) Find(XElement feature, SchemaBranch schema, string path)
    {
        var element = feature;
        foreach (var step in path.Split('/'))
        {
            var name = step.Split('=');
            element = element?.Elements().FirstOrDefault(e => e.Name.LocalName == name[0] && (name.Length == 1 || e.Elements().FirstOrDefault()?.Value == name[1]));
        }

        return (element, element?.Value ?? (ModelPath.Find(schema, path)?.Node as LeafSchema)?.Default?.ToString());
    }

    private static void Write(XElement element, SchemaNode schema, string words, HashSet<XElement> written, List<string> lines)
    {
        if (written.Contains(element))
        {
            return;
        }

        words = words.Length == 0 ? schema.Name : $"{words} {schema.Name}";
        switch (schema)
        {
            case LeafSchema or LeafListSchema:
                lines.Add(element.Value.Length == 0 ? words : $"{words} {CommandLineWords.Quote(element.Value)}");
                break;
            case ListSchema list:
                words += string.Concat(list.Keys.Select(k => " " + CommandLineWords.Quote(element.Elements().FirstOrDefault(e => e.Name.LocalName == k.Name)?.Value ?? "")));
                var before = lines.Count;
                WriteChildren(element, list, words, written, lines);
                if (lines.Count == before && !element.Descendants().Any(written.Contains))
                {
                    lines.Add(words);
                }

                break;
            case ContainerSchema container:
                if (container.IsPresence)
                {
                    lines.Add(words);
                }

                WriteChildren(element, container, words, written, lines);
                break;
            default:
                lines.Add($"# {schema.SchemaPath}: free XML, see acr get-config");
                break;
        }
    }

    private static void WriteChildren(XElement element, SchemaBranch schema, string words, HashSet<XElement> written, List<string> lines)
    {
        foreach (var child in element.Elements())
        {
            if (schema.FindDataChild(child.Name.NamespaceName, child.Name.LocalName) is { } node and not LeafSchema { IsKey: true })
            {
                Write(child, node, words, written, lines);
            }
        }
    }
}
