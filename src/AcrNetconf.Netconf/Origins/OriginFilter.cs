using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Origins;

/// <summary>Leaves out configuration nodes by their origin; state is not affected (RFC 8526 §3.1.1, origin-filters).</summary>
/// <param name="wanted">Origins of the nodes that stay.</param>
internal sealed class OriginFilter(IReadOnlySet<DataOrigin> wanted)
{
    public RootNode Select(RootNode root, OriginPlace place) => (RootNode?)Prune(root, place, isWanted: false) ?? RootNode.Empty((RootSchema)root.Schema);

    private DataBranch? Prune(DataBranch branch, OriginPlace place, bool isWanted)
    {
        var children = new List<DataNode>();
        foreach (var child in branch.Children)
        {
            if (PruneChild(child, place) is { } part)
            {
                children.Add(part);
            }
        }

        return children.Count == 0 && !isWanted ? null : BranchPart.Of(branch, children);
    }

    private DataNode? PruneChild(DataNode child, OriginPlace place)
    {
        if (!child.Schema.IsConfig)
        {
            return child;
        }

        switch (child)
        {
            case ListNode list:
                var entries = list.Entries.Select(e => PruneBranch(e, place)).OfType<ListEntryNode>().ToArray();
                return entries.Length == 0 ? null : ListNode.Create(list.ListSchema, entries);
            case DataBranch branch:
                return PruneBranch(branch, place);
            case LeafListNode values:
                var kept = values.Values.Where(v => wanted.Contains(place.Of(values, v))).ToArray();
                return kept.Length == 0 ? null : kept.Length == values.Count ? values : LeafListNode.Create(values.LeafListSchema, kept);
            default:
                return wanted.Contains(place.Of(child)) ? child : null;
        }
    }

    private DataBranch? PruneBranch(DataBranch branch, OriginPlace place) => Prune(branch, place.Below(branch), wanted.Contains(place.Of(branch)));
}
