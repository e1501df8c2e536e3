using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;
using AcrNetconf.Yang.XPath.Indexes;

namespace AcrNetconf.Yang.Validation;

/// <summary>One unique statement over one list (RFC 7950 §7.8.3): defaults count, incomplete tuples do not.</summary>
internal sealed class UniqueCheck
{
    private readonly XPathSession _session;
    private readonly ViolationList _violations;
    private readonly XPathNode _parent;
    private readonly ListNode _list;
    private readonly ImmutableArray<LeafSchema> _leafs;
    private readonly List<SchemaNode>[] _paths;

    public UniqueCheck(XPathSession session, ViolationList violations, XPathNode parent, ListNode list, ImmutableArray<LeafSchema> leafs)
    {
        _session = session;
        _violations = violations;
        _parent = parent;
        _list = list;
        _leafs = leafs;
        _paths = [.. leafs.Select(leaf => SchemaPaths.Between(list.Schema, leaf))];
    }

    /// <summary>Compares all entries through one hash table.</summary>
    public void Run()
    {
        var seen = new Dictionary<ListKey, ListEntryNode>(_list.Count);
        var position = 0;
        foreach (var entry in _list.Entries)
        {
            var key = TupleOf(entry, position);
            if (!key.IsEmpty && !seen.TryAdd(key, entry))
            {
                _violations.NotUnique(At(seen[key], -1), At(entry, position), _leafs);
            }

            position++;
        }
    }

    /// <summary>Compares the given entries with all others; entries not given are known to differ from each other.</summary>
    public void Run(IReadOnlyCollection<ListEntryNode> changed)
    {
        if (changed.Count > 0 && _session.Cache?.ByTuple(_parent, _list, _leafs) is var (index, facet))
        {
            RunIndexed(changed, index, facet);
            return;
        }

        var groups = new Dictionary<ListKey, (ListEntryNode? First, int Position)>(changed.Count);
        foreach (var entry in changed)
        {
            var key = TupleOf(entry, -1);
            if (!key.IsEmpty)
            {
                groups.TryAdd(key, default);
            }
        }

        if (groups.Count == 0)
        {
            return;
        }

        var position = 0;
        foreach (var entry in _list.Entries)
        {
            var key = TupleOf(entry, position);
            if (!key.IsEmpty && groups.TryGetValue(key, out var group))
            {
                if (group.First is null)
                {
                    groups[key] = (entry, position);
                }
                else
                {
                    _violations.NotUnique(At(group.First, group.Position), At(entry, position), _leafs);
                }
            }

            position++;
        }
    }

    private void RunIndexed(IReadOnlyCollection<ListEntryNode> changed, EntryIndex index, TupleFacet facet)
    {
        var seen = new HashSet<ListKey>(changed.Count);
        var found = new List<ListEntryNode>();
        foreach (var entry in changed)
        {
            var key = facet.TupleOf(entry);
            if (key.IsEmpty || !seen.Add(key))
            {
                continue;
            }

            found.Clear();
            index.Find(key.GetHashCode(), found);
            ListEntryNode? first = null;
            foreach (var candidate in found)
            {
                if (facet.TupleOf(candidate) != key)
                {
                    continue;
                }

                if (first is not null)
                {
                    _violations.NotUnique(At(first, -1), At(candidate, -1), _leafs);
                }

                first ??= candidate;
            }
        }
    }

    private XPathNode At(ListEntryNode entry, int position) => XPathNode.ForData(_parent, entry, position);

    private ListKey TupleOf(ListEntryNode entry, int position)
    {
        if (_paths.Length == 1)
        {
            var value = ValueOf(entry, position, 0);
            return value.IsValid ? new(value) : default;
        }

        var values = new YangValue[_paths.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(entry, position, i);
            if (!values[i].IsValid)
            {
                return default;
            }
        }

        return new(values);
    }

    private YangValue ValueOf(ListEntryNode entry, int position, int index)
    {
        var path = _paths[index];
        DataNode? data = entry;
        foreach (var schema in path)
        {
            data = (data as DataBranch)?.Find(schema);
        }

        if (data is LeafNode leaf)
        {
            return leaf.Value;
        }

        if (_leafs[index].Default is null)
        {
            return default;
        }

        XPathNode? node = At(entry, position);
        foreach (var schema in path)
        {
            node = node is null ? null : _session.FindChild(node, schema);
        }

        return node?.Value ?? default;
    }
}
