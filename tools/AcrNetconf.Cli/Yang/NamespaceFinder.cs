using System.Text.RegularExpressions;
using System.Xml;

namespace AcrNetconf.Cli.Yang;

/// <summary>Finds the modules of an instance document by its namespaces, for command lines that name none.</summary>
internal static partial class NamespaceFinder
{
    /// <summary>Module files of the search path whose namespace occurs in the document, and names of shipped modules for the other namespaces.</summary>
    public static List<string> FindModules(string document, IReadOnlyList<string> searchPath)
    {
        var wanted = Namespaces(document);
        var modules = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directory in searchPath.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*.yang").Order(StringComparer.Ordinal))
            {
                var match = Header().Match(File.ReadAllText(file));
                if (match.Success && wanted.Contains(match.Groups[2].Value))
                {
                    // Of several revisions the last in order of file name is the newest.
                    modules[match.Groups[1].Value] = file;
                    found.Add(match.Groups[2].Value);
                }
            }
        }

        foreach (var @namespace in wanted.Except(found))
        {
            if (@namespace.Length > 0 && ShippedModules.NameOf(@namespace) is { } shipped)
            {
                modules.TryAdd(shipped, shipped);
            }
        }

        return [.. modules.Values];
    }

    private static HashSet<string> Namespaces(string document)
    {
        var namespaces = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var reader = XmlReader.Create(InstanceReader.Open(document), InstanceReader.Settings);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                namespaces.Add(reader.NamespaceURI);
                while (reader.MoveToNextAttribute())
                {
                    if (reader.Prefix == "xmlns" || reader.Name == "xmlns")
                    {
                        namespaces.Add(reader.Value);
                    }
                }
            }
        }
        catch (XmlException)
        {
            // Reported when the document is read for good.
        }

        return namespaces;
    }

    [GeneratedRegex("""^\s*(?:(?://[^\n]*\n|/\*.*?\*/)\s*)*module\s+"?([\w.-]+)"?\s*\{.*?\bnamespace\s+["']?([^"'\s;]+)""", RegexOptions.Singleline, 1000)]
    private static partial Regex Header();
}
