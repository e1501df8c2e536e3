using System.Xml.Linq;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Shell;

/// <summary>Joins edits of single nodes into one tree, in which every container and list entry stands once.</summary>
internal static class EditTree
{
    /// <param name="edits">Trees from the root down to one node each.</param>
    /// <param name="schema">Tells lists and their keys.</param>
    public static IReadOnlyList<XElement> Join(IEnumerable<XElement> edits, SchemaContext schema)
    {
        var root = new XElement("root");
        foreach (var edit in edits)
        {
            Add(root, edit, schema.Root);
        }

        return [.. root.Elements()];
    }

    private static void Add(XElement parent, XElement edit, SchemaBranch above)
    {
        var node = above.FindDataChild(edit.Name.NamespaceName, edit.Name.LocalName);
        var known = node is SchemaBranch branch ? parent.Elements(edit.Name).FirstOrDefault(e => SameKeys(e, edit, branch)) : null;
        if (known is null)
        {
            // The later value of a leaf wins.
            if (node is LeafSchema)
            {
                parent.Elements(edit.Name).Remove();
            }

            parent.Add(edit);
            return;
        }

        known.Add(edit.Attributes().Where(a => known.Attribute(a.Name) is null));
        var keys = (node as ListSchema)?.Keys.Select(k => k.Name).ToHashSet() ?? [];
        foreach (var child in edit.Elements().Where(e => !keys.Contains(e.Name.LocalName)).ToList())
        {
            child.Remove();
            Add(known, child, (SchemaBranch)node!); // known is only looked for below a branch
        }
    }

    private static bool SameKeys(XElement left, XElement right, SchemaBranch branch)
        => branch is not ListSchema list || list.Keys.All(k => Key(left, k) == Key(right, k));

    private static string? Key(XElement entry, LeafSchema key) => entry.Element(XName.Get(key.Name, key.Module.Namespace))?.Value;
}
