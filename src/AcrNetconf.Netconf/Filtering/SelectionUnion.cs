using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>Unites two parts of the same branch.</summary>
internal static class SelectionUnion
{
    /// <summary>Everything that is in either part.</summary>
    /// <param name="whole">The branch both parts were taken from.</param>
    /// <param name="left">A part of it, or null for nothing.</param>
    /// <param name="right">A part of it, or null for nothing.</param>
    public static DataBranch? Of(DataBranch whole, DataBranch? left, DataBranch? right)
    {
        if (left is null || right is null || ReferenceEquals(left, right))
        {
            return left ?? right;
        }

        if (ReferenceEquals(left, whole) || ReferenceEquals(right, whole))
        {
            return whole;
        }

        var children = new List<DataNode>();
        foreach (var child in whole.Children)
        {
            if (OfNodes(child, left.Find(child.Schema), right.Find(child.Schema)) is { } united)
            {
                children.Add(united);
            }
        }

        return whole.WithChildren(CollectionsMarshal.AsSpan(children));
    }

    private static DataNode? OfNodes(DataNode whole, DataNode? left, DataNode? right)
    {
        if (left is null || right is null || ReferenceEquals(left, right))
        {
            return left ?? right;
        }

        if (ReferenceEquals(left, whole) || ReferenceEquals(right, whole))
        {
            return whole;
        }

        return (whole, left, right) switch
        {
            (ListNode list, ListNode a, ListNode b) => OfLists(list, a, b),
            (DataBranch branch, DataBranch a, DataBranch b) => Of(branch, a, b),
            _ => whole,
        };
    }

    private static ListNode OfLists(ListNode whole, ListNode left, ListNode right)
    {
        if (whole.ListSchema.Keys.IsEmpty)
        {
            // Entries without keys cannot be told apart once cut out: all of them rather than too few.
            return whole;
        }

        var entries = new List<ListEntryNode>();
        foreach (var entry in whole.Entries)
        {
            if (Of(entry, left.Find(entry.Key), right.Find(entry.Key)) is ListEntryNode united)
            {
                entries.Add(united);
            }
        }

        return ListNode.Create(whole.ListSchema, entries);
    }
}
