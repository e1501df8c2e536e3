using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>A subtree filter (RFC 6241 §6).</summary>
internal sealed class SubtreeFilter : DataFilter
{
    private readonly FilterSet _set;

    private SubtreeFilter(FilterSet set) => _set = set;

    public FilterSet Set => _set;

    /// <summary>Binds a filter element to the schema.</summary>
    /// <param name="filter">The filter element; its own name and attributes do not matter.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="prefixes">Prefixes in scope around the element.</param>
    public static DataFilter Compile(XElement filter, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes)
        => filter.HasElements ? new SubtreeFilter(new SubtreeFilterCompiler(schema, prefixes).Compile(filter, schema.Root)) : Nothing;

    /// <summary>Binds a filter element to another branch, e.g. the content of a notification.</summary>
    public static SubtreeFilter CompileFor(XElement filter, SchemaBranch branch, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes)
        => new(new SubtreeFilterCompiler(schema, prefixes).Compile(filter, branch));

    public override bool MaySelect(SchemaNode topLevel)
        => !_set.NeverMatches
            && (_set.Others.Any(o => ReferenceEquals(o.Schema, topLevel))
                || _set.Matches.Any(m => m.Alternatives.Any(a => ReferenceEquals(a.Schema, topLevel))));

    public override DefaultScope Defaults => new FilterReach([_set], [], isRoot: true);

    public override RootNode Select(DataTree tree, int levels, out string? error)
    {
        error = null;
        return (RootNode?)SelectBranch(tree.Root, _set, levels) ?? RootNode.Empty(tree.Schema.Root);
    }

    /// <summary>The part of a branch the filter selects; null when that is nothing.</summary>
    public DataBranch? SelectFrom(DataBranch branch) => SelectBranch(branch, _set, DepthCut.Unbounded);

    private static DataBranch? SelectBranch(DataBranch branch, FilterSet set, int levels)
    {
        if (set.NeverMatches || !set.Matches.All(m => Holds(branch, m)))
        {
            return null;
        }

        if (set.SelectsParent && branch is not RootNode)
        {
            return DepthCut.Of(branch, levels);
        }

        var selected = new SortedDictionary<int, DataNode>();
        foreach (var match in set.Matches)
        {
            foreach (var (schema, value) in match.Alternatives)
            {
                AddMatch(branch, schema, value, selected);
            }
        }

        foreach (var (schema, nodes) in set.Others)
        {
            if (branch.Find(schema) is { } child && SelectChild(child, nodes, levels) is { } part)
            {
                selected[schema.Ordinal] = part;
            }
        }

        if (selected.Count == 0)
        {
            return null;
        }

        foreach (var key in branch is ListEntryNode entry ? entry.ListSchema.Keys : [])
        {
            AddChild(branch, key, selected);
        }

        return selected.Count == branch.Count && selected.Values.All(n => ReferenceEquals(n, branch.Find(n.Schema)))
            ? branch
            : branch.WithChildren(selected.Values.ToArray());
    }

    /// <summary>A matched leaf is part of the result; of a leaf-list only the values matched are (RFC 6241 §6.2.5).</summary>
    private static void AddMatch(DataBranch branch, SchemaNode schema, YangValue value, SortedDictionary<int, DataNode> selected)
    {
        if (schema is LeafListSchema leafList && branch.Find(leafList) is { } values)
        {
            var known = selected.GetValueOrDefault(schema.Ordinal) as LeafListNode ?? LeafListNode.Empty(leafList);
            if (values.Contains(value) && !known.Contains(value))
            {
                selected[schema.Ordinal] = known.With(value);
            }
        }
        else
        {
            AddChild(branch, schema, selected);
        }
    }

    private static void AddChild(DataBranch branch, SchemaNode schema, SortedDictionary<int, DataNode> selected)
    {
        if (branch.Find(schema) is { } node)
        {
            selected[schema.Ordinal] = node;
        }
    }

    private static bool Holds(DataBranch branch, FilterMatch match)
    {
        foreach (var (schema, value) in match.Alternatives)
        {
            var holds = branch.Find(schema) switch
            {
                LeafNode leaf => leaf.Value == value,
                LeafListNode leafList => leafList.Contains(value),
                _ => false,
            };
            if (holds)
            {
                return true;
            }
        }

        return false;
    }

    private static DataNode? SelectChild(DataNode child, ImmutableArray<FilterNode> nodes, int levels)
    {
        if (nodes.Any(n => n.Content is null))
        {
            return DepthCut.Of(child, levels);
        }

        return child switch
        {
            ListNode list => SelectEntries(list, nodes, levels),
            DataBranch branch => SelectAlternatives(branch, nodes, levels),
            _ => null,
        };
    }

    /// <summary>Sibling filters for one node are alternatives: their results are united.</summary>
    private static DataBranch? SelectAlternatives(DataBranch branch, ImmutableArray<FilterNode> nodes, int levels)
    {
        DataBranch? all = null;
        foreach (var node in nodes)
        {
            // SelectChild has answered nodes without content.
            all = SelectionUnion.Of(branch, all, SelectBranch(branch, node.Content!, levels));
        }

        return all;
    }

    private static ListNode? SelectEntries(ListNode list, ImmutableArray<FilterNode> nodes, int levels)
    {
        var selected = new List<ListEntryNode>();
        if (nodes.All(n => !n.Key.IsEmpty))
        {
            foreach (var group in nodes.GroupBy(n => n.Key))
            {
                if (list.Find(group.Key) is { } entry && SelectAlternatives(entry, [.. group], levels) is ListEntryNode part)
                {
                    selected.Add(part);
                }
            }

            if (selected.Count > 1 && list.ListSchema.IsUserOrdered)
            {
                selected.Sort((a, b) => list.IndexOf(a.Key).CompareTo(list.IndexOf(b.Key)));
            }
        }
        else
        {
            foreach (var entry in list.Entries)
            {
                if (SelectAlternatives(entry, nodes, levels) is ListEntryNode part)
                {
                    selected.Add(part);
                }
            }
        }

        return selected.Count == 0 ? null : ListNode.Create(list.ListSchema, selected);
    }
}
