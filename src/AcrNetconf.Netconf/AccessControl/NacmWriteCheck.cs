using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.AccessControl;

/// <summary>Collects what a user may not change (RFC 8341 §3.4.5): every node created, changed, moved or deleted is asked about.</summary>
internal sealed class NacmWriteCheck(NacmAccess access, NacmRules rules, ImmutableArray<NacmRule> mine, string user)
{
    private const int MostRefusals = 20;

    public ImmutableArray<Violation> Refusals { get; private set; } = [];

    public void Visit(DiffNode node, InstancePath parent)
    {
        var path = parent.Append(node.Step);
        switch (node.Operation)
        {
            case DiffOperation.Create:
                All(node.After!, path, AccessOperations.Create, "create"); // only a deletion has no after
                break;
            case DiffOperation.Delete:
                All(node.Before!, path, AccessOperations.Delete, "delete"); // only a creation has no before
                break;
            case DiffOperation.Replace:
                One(path, AccessOperations.Update, "change");
                break;
            case DiffOperation.Move:
                One(path, AccessOperations.Update, "move");
                break;
        }

        foreach (var child in node.Children)
        {
            Visit(child, path);
        }
    }

    private void All(DataNode node, InstancePath path, AccessOperations operation, string verb)
    {
        // One refusal says enough about a subtree.
        if (!One(path, operation, verb) || node is not DataBranch branch)
        {
            return;
        }

        foreach (var child in branch.Children)
        {
            if (child is ListNode list)
            {
                foreach (var entry in list.Entries)
                {
                    All(entry, path.Append(entry), operation, verb);
                }
            }
            else
            {
                All(child, path.Append(child.Schema), operation, verb);
            }
        }
    }

    private bool One(InstancePath path, AccessOperations operation, string verb)
    {
        if (access.Allows(rules, mine, path, operation))
        {
            return true;
        }

        if (Refusals.Length < MostRefusals)
        {
            Refusals = Refusals.Add(new Violation("access-denied", null, path, $"{path}: user {user} may not {verb} this"));
        }

        return false;
    }
}
