using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.XPath;

/// <summary>Which case of a choice is in force in a given branch (RFC 7950 §7.9).</summary>
internal static class CaseSelection
{
    /// <summary>True when all cases around <paramref name="schema"/> are in force: has data, or is the default and no other has.</summary>
    public static bool IsSelected(DataBranch? branch, SchemaNode schema)
    {
        for (var node = schema; node.Parent is CaseSchema { Parent: ChoiceSchema choice } @case; node = choice)
        {
            if (HasData(branch, @case))
            {
                continue;
            }

            if (!ReferenceEquals(choice.DefaultCase, @case) || HasData(branch, choice))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when any node of a choice or case exists explicitly.</summary>
    public static bool HasData(DataBranch? branch, SchemaBranch choiceOrCase)
    {
        if (branch is null)
        {
            return false;
        }

        foreach (var child in choiceOrCase.DataChildren)
        {
            if (branch.Find(child) is { } data && !IsEmpty(data))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a non-presence container without content, which is as good as absent.</summary>
    public static bool IsEmpty(DataNode node)
    {
        if (node is not ContainerNode { Schema: ContainerSchema { IsPresence: false } } container)
        {
            return node is ListNode { Count: 0 } or LeafListNode { Count: 0 };
        }

        foreach (var child in container.Children)
        {
            if (!IsEmpty(child))
            {
                return false;
            }
        }

        return true;
    }
}
