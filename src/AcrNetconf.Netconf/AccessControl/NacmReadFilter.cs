using System.Collections.Immutable;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.AccessControl;

/// <summary>Leaves out what may not be read; what is kept below something denied keeps its ancestors and keys, or nobody could place it.</summary>
internal sealed class NacmReadFilter(NacmAccess access, NacmRules rules, ImmutableArray<NacmRule> mine)
{
    private readonly ImmutableArray<NacmRule> _rules = [.. mine.Where(r => (r.Operations & AccessOperations.Read) != 0 && r.Kind is NacmRuleKind.Any or NacmRuleKind.Data)];

    public DataBranch? Prune(DataBranch branch, InstancePath path, bool isAllowed)
    {
        var children = new List<DataNode>();
        var changed = false;
        foreach (var child in branch.Children)
        {
            var part = PruneChild(child, path, isAllowed);
            changed |= !ReferenceEquals(part, child);
            if (part is not null)
            {
                children.Add(part);
            }
        }

        if (!changed)
        {
            return isAllowed || children.Count > 0 ? branch : null;
        }

        if (children.Count == 0 && !isAllowed)
        {
            return null;
        }

        return BranchPart.Of(branch, children);
    }

    private DataNode? PruneChild(DataNode child, InstancePath path, bool isAllowed)
    {
        // Nothing below can be decided otherwise than the parent was: keep or drop it as it is.
        if (_rules.IsEmpty && isAllowed && rules.ReadDefault && !access.ContainsDenied(child.Schema))
        {
            return child;
        }

        switch (child)
        {
            case ListNode list:
                var entries = list.Entries.Select(e => PruneBranch(e, path.Append(e))).OfType<ListEntryNode>().ToArray();
                return entries.Length == list.Count && entries.SequenceEqual(list.Entries, ReferenceEqualityComparer.Instance) ? list
                    : entries.Length == 0 ? null : ListNode.Create(list.ListSchema, entries);
            case DataBranch branch:
                return PruneBranch(branch, path.Append(branch.Schema));
            default:
                return access.Allows(rules, mine, path.Append(child.Schema), AccessOperations.Read) ? child : null;
        }
    }

    private DataBranch? PruneBranch(DataBranch branch, InstancePath path)
    {
        var isAllowed = access.Allows(rules, mine, path, AccessOperations.Read);
        return isAllowed || _rules.Any(r => r.IsPermit && r.MayMatchBelow(path, AccessOperations.Read)) ? Prune(branch, path, isAllowed) : null;
    }
}
