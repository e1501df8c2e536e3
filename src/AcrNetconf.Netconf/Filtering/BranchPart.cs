using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>A branch with some of its children: in schema order, and a list entry never without its keys.</summary>
internal static class BranchPart
{
    /// <param name="branch">The whole branch.</param>
    /// <param name="children">What is to stay, one node per schema child, in any order; keys may be missing. Belongs to the callee.</param>
    public static DataBranch Of(DataBranch branch, List<DataNode> children)
    {
        foreach (var key in branch is ListEntryNode entry ? entry.ListSchema.Keys : [])
        {
            if (!children.Exists(c => ReferenceEquals(c.Schema, key)))
            {
                children.Add(branch.Find(key)!); // an entry always has its keys
            }
        }

        children.Sort((left, right) => left.Schema.Ordinal.CompareTo(right.Schema.Ordinal));
        return branch.WithChildren(CollectionsMarshal.AsSpan(children));
    }
}
