using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>Cuts what lies more than some levels below a selected node (RFC 8526 §3.1.1, max-depth).</summary>
internal static class DepthCut
{
    /// <summary>No limit.</summary>
    public const int Unbounded = int.MaxValue;

    /// <summary>A node with its levels: one is the node alone, but for the keys without which an entry could not be told from others.</summary>
    public static DataNode Of(DataNode node, int levels)
    {
        if (levels == Unbounded)
        {
            return node;
        }

        return node switch
        {
            ListNode list => ListNode.Create(list.ListSchema, list.Entries.Select(e => (ListEntryNode)Of((DataBranch)e, levels))),
            DataBranch branch => Of(branch, levels),
            _ => node,
        };
    }

    /// <inheritdoc cref="Of(DataNode, int)"/>
    public static DataBranch Of(DataBranch branch, int levels)
    {
        if (levels == Unbounded)
        {
            return branch;
        }

        var children = new List<DataNode>();
        foreach (var child in levels == 1 ? [] : branch.Children)
        {
            children.Add(Of(child, levels - 1));
        }

        return BranchPart.Of(branch, children);
    }
}
