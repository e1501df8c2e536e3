using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Patches;

/// <summary>What an edit of a YANG patch (RFC 8072 §2.5) needs to know of a node that a difference found.</summary>
internal static class PatchedNode
{
    /// <summary>Changes below one node in the order in which their edits can be applied one after the other: deletions first.</summary>
    /// <remarks>A node that is created takes the nodes of other cases of its choice with it (RFC 7950 §7.9); to delete them afterwards is an error.</remarks>
    public static IEnumerable<DiffNode> InOrder(ImmutableArray<DiffNode> changes)
        => changes.Where(static c => c.Operation == DiffOperation.Delete).Concat(changes.Where(static c => c.Operation != DiffOperation.Delete));

    /// <summary>Key of the entry that an entry of a list or leaf-list stands behind in the newer tree; null for the first one and for what is no entry there.</summary>
    /// <param name="node">The entry.</param>
    /// <param name="parent">What the difference has above it.</param>
    public static ListKey? Predecessor(DiffNode node, DiffNode parent)
    {
        switch ((parent.After as DataBranch)?.Find(node.Schema))
        {
            case ListNode entries when entries.IndexOf(node.Key) is > 0 and var index:
                return entries[index - 1].Key;
            case LeafListNode values when values.IndexOf(node.Key[0]) is > 0 and var index:
                return new ListKey(values[index - 1]);
            default:
                return null;
        }
    }

    /// <summary>What an edit about <paramref name="node"/> shows of one of its sides: of a leaf-list the difference has the whole, the edit is about one value.</summary>
    public static DataNode Shown(DiffNode node, DataNode side)
        => side is LeafListNode values ? LeafListNode.Create(values.LeafListSchema, [node.Key[0]]) : side;
}
