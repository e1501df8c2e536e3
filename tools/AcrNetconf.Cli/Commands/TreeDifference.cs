using System.Xml.Linq;

namespace AcrNetconf.Cli.Commands;

/// <summary>Difference of two configurations without a schema: leafs by path, where entries of a list are told apart by their first leaf.</summary>
internal static class TreeDifference
{
    /// <summary>One line per leaf that differs: <c>- path value</c>, <c>+ path value</c>.</summary>
    public static IReadOnlyList<string> Between(XElement from, XElement to)
    {
        var before = Leafs(from).ToList();
        var after = Leafs(to).ToList();
        return [.. before.Except(after).Select(l => "- " + l), .. after.Except(before).Select(l => "+ " + l)];
    }

    public static string Json(IReadOnlyList<string> changes)
        => $$"""{"equal":{{(changes.Count == 0 ? "true" : "false")}},"changes":[{{string.Join(',', changes.Select(Output.Quote))}}]}""";

    private static IEnumerable<string> Leafs(XElement data) => data.Elements().SelectMany(e => Leafs(e, ""));

    private static IEnumerable<string> Leafs(XElement element, string above)
    {
        var path = $"{above}/{element.Name.LocalName}";
        if (!element.HasElements)
        {
            return [$"{path} {element.Value.Trim()}".TrimEnd()];
        }

        // Keys come first in an entry (RFC 7950 §7.8.5). A container whose first child is a leaf gets a predicate too, which does no harm
        // as long as that leaf is the same on both sides; so only names that look like keys or repeat are taken.
        var key = element.Elements().First();
        if (!key.HasElements && (element.Parent!.Elements(element.Name).Skip(1).Any() || key.Name.LocalName is "name" or "id" || key.Name.LocalName.EndsWith("-id", StringComparison.Ordinal)))
        {
            path += $"[{key.Name.LocalName}={key.Value.Trim()}]";
        }

        return element.Elements().SelectMany(e => Leafs(e, path));
    }
}
