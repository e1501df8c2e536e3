using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Deletes old cases where an edit created data in another case (RFC 7950 §7.9, §8.2).</summary>
internal sealed class CasePruner(ImmutableArray<InstancePath>.Builder deleted)
{
    public DataTree Run(DataDiff change)
    {
        var paths = new List<InstancePath>();
        Below(change.Root, InstancePath.Root, paths);
        var tree = change.To;
        foreach (var path in paths)
        {
            tree = tree.Remove(path);
            deleted.Add(path);
        }

        return tree;
    }

    private static void Below(DiffNode parent, InstancePath path, List<InstancePath> obsolete)
    {
        foreach (var child in parent.Children)
        {
            if (child.Operation == DiffOperation.Create)
            {
                ForOtherCases(child.Schema, parent, path, obsolete);
            }

            if (child.Operation is DiffOperation.Descend or DiffOperation.Move)
            {
                if (child.Schema is ContainerSchema { IsPresence: false } && child is { Before: { } before, After: { } after }
                    && CaseSelection.IsEmpty(before) && !CaseSelection.IsEmpty(after))
                {
                    ForOtherCases(child.Schema, parent, path, obsolete);
                }

                Below(child, path.Append(child.Step), obsolete);
            }
        }
    }

    private static void ForOtherCases(SchemaNode created, DiffNode parent, InstancePath path, List<InstancePath> obsolete)
    {
        if (parent.Before is not DataBranch before || parent.After is not DataBranch after || CaseSelection.IsEmpty(after.Find(created)!))
        {
            return;
        }

        for (var node = created; node.Parent is CaseSchema { Parent: ChoiceSchema choice } @case; node = choice)
        {
            foreach (var other in choice.DataChildren)
            {
                if (IsBelow(other, @case) || after.Find(other) is not { } data || before.Find(other) is null)
                {
                    continue;
                }

                var target = path.Append(data.Schema);
                if (!obsolete.Contains(target))
                {
                    obsolete.Add(target);
                }
            }
        }
    }

    private static bool IsBelow(SchemaNode node, SchemaBranch @case)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, @case))
            {
                return true;
            }
        }

        return false;
    }
}
