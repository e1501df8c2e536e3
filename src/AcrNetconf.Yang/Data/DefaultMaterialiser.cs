using System.Runtime.InteropServices;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>Puts defaults into a tree as nodes, for reports of all data (RFC 6243 §3.1).</summary>
internal sealed class DefaultMaterialiser(DefaultCondition? condition, bool configOnly)
{
    private readonly List<DataBranch> _ancestors = [];
    private readonly Dictionary<SchemaBranch, bool> _mayGain = [];

    public DataBranch Run(DataBranch branch, DefaultScope scope, ReadOnlySpan<DataBranch> ancestors)
    {
        _ancestors.AddRange(ancestors);
        return Fill(branch, scope);
    }

    private DataBranch Fill(DataBranch branch, DefaultScope scope)
    {
        if (!MayGain(branch.BranchSchema))
        {
            return branch;
        }

        _ancestors.Add(branch);
        var before = DefaultView.EffectiveChildren(branch, WhenHolds);
        List<DataNode>? after = before.Length == branch.Count ? null : [];
        for (var i = 0; i < before.Length; i++)
        {
            var child = before[i];
            var filled = configOnly && !child.Schema.IsConfig && ReferenceEquals(child, child.Schema.DefaultNode) ? null : Fill(child, scope.Below(child.Schema));
            if (after is null && !ReferenceEquals(filled, child))
            {
                after = [.. before.AsSpan(0, i)];
            }

            if (filled is not null)
            {
                after?.Add(filled);
            }
        }

        _ancestors.RemoveAt(_ancestors.Count - 1);
        return after is null ? branch : branch.WithChildren(CollectionsMarshal.AsSpan(after));
    }

    // Null for a container that is neither in the tree nor gains anything.
    private DataNode? Fill(DataNode node, DefaultScope? scope)
    {
        switch (node)
        {
            case ContainerNode container:
                var filled = scope is null ? container : Fill(container, scope);
                return filled.IsEmpty && ReferenceEquals(node, node.Schema.DefaultNode) ? null : filled;
            case ListNode list when scope is not null && MayGain(list.ListSchema):
                if (!scope.Keys.IsDefault)
                {
                    return FillEntries(list, scope);
                }

                var entries = new List<ListEntryNode>(list.Count);
                foreach (var entry in list.Entries)
                {
                    entries.Add((ListEntryNode)Fill(entry, scope));
                }

                return ListNode.Build(list.ListSchema, entries, null);
            default:
                return node;
        }
    }

    private ListNode FillEntries(ListNode list, DefaultScope scope)
    {
        foreach (var key in scope.Keys)
        {
            if (list.Find(key) is { } entry)
            {
                list = list.With((ListEntryNode)Fill(entry, scope));
            }
        }

        return list;
    }

    private bool WhenHolds(SchemaNode node) => condition is null || condition(node, CollectionsMarshal.AsSpan(_ancestors));

    private bool MayGain(SchemaBranch schema)
    {
        if (!_mayGain.TryGetValue(schema, out var mayGain))
        {
            foreach (var child in schema.DataChildren)
            {
                mayGain |= child switch
                {
                    LeafSchema leaf => leaf.Default is not null,
                    LeafListSchema leafList => !leafList.Defaults.IsEmpty,
                    SchemaBranch branch => MayGain(branch),
                    _ => false,
                };
            }

            _mayGain[schema] = mayGain;
        }

        return mayGain;
    }
}
