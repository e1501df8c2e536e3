using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Validation;

/// <summary>Takes out non-presence containers without content, where a tree differs from its predecessor (RFC 7950 §7.5.8).</summary>
internal static class EmptyContainers
{
    /// <summary>The newer tree without them; the same tree when there are none.</summary>
    public static DataTree Remove(DataDiff change) => change.IsEmpty ? change.To : change.To.With(Below(change.Root, change.To.Root));

    private static DataBranch Below(DiffNode parent, DataBranch branch)
    {
        var result = branch;
        foreach (var child in parent.Children)
        {
            if (child.After is not DataBranch after)
            {
                continue;
            }

            var cleaned = child.Operation == DiffOperation.Create ? Whole(after) : Below(child, after);
            result = Put(result, after, cleaned);
        }

        return result;
    }

    private static DataBranch Whole(DataBranch branch)
    {
        var result = branch;
        foreach (var child in branch.Children)
        {
            if (child is DataBranch below)
            {
                result = Put(result, below, Whole(below));
            }
            else if (child is ListNode { ListSchema.Keys.IsEmpty: false } list && MayHold(list.ListSchema))
            {
                foreach (var entry in list.Entries)
                {
                    result = Put(result, entry, Whole(entry));
                }
            }
        }

        return result;
    }

    private static DataBranch Put(DataBranch parent, DataBranch old, DataBranch cleaned)
    {
        if (cleaned is ContainerNode { IsEmpty: true, Schema: ContainerSchema { IsPresence: false } })
        {
            return parent.Without(cleaned.Schema);
        }

        if (ReferenceEquals(old, cleaned))
        {
            return parent;
        }

        return cleaned is ListEntryNode entry && parent.Find(entry.ListSchema) is { } list
            ? parent.With(list.With(entry))
            : parent.With(cleaned);
    }

    private static bool MayHold(SchemaBranch branch)
    {
        foreach (var child in branch.DataChildren)
        {
            if (child is ContainerSchema { IsPresence: false } || (child is SchemaBranch below && MayHold(below)))
            {
                return true;
            }
        }

        return false;
    }
}
