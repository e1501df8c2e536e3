using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>Leaves only configuration, or only state with what places it (RFC 8526 §3.1.1, config-filter).</summary>
internal static class ConfigFilter
{
    public static RootNode Select(RootNode root, bool isConfig) => (RootNode?)Prune(root, isConfig) ?? RootNode.Empty((RootSchema)root.Schema);

    private static DataBranch? Prune(DataBranch branch, bool isConfig)
    {
        var children = new List<DataNode>();
        foreach (var child in branch.Children)
        {
            if (PruneChild(child, isConfig) is { } part)
            {
                children.Add(part);
            }
        }

        // What is configuration itself stays for its own sake.
        return children.Count == 0 && !isConfig ? null : BranchPart.Of(branch, children);
    }

    private static DataNode? PruneChild(DataNode child, bool isConfig)
    {
        if (!child.Schema.IsConfig)
        {
            return isConfig ? null : child;
        }

        switch (child)
        {
            case ListNode list:
                var entries = list.Entries.Select(e => Prune(e, isConfig)).OfType<ListEntryNode>().ToArray();
                return entries.Length == 0 ? null : ListNode.Create(list.ListSchema, entries);
            case DataBranch branch:
                return Prune(branch, isConfig);
            default:
                return isConfig ? child : null;
        }
    }
}
