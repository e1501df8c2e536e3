using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.AccessControl;

/// <summary>One rule, ready to match.</summary>
/// <param name="Module">Module name, or <c>*</c>.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">Operation or notification name, or <c>*</c>; empty for the other kinds.</param>
/// <param name="Path">The data node; null when it is about no data, or about a path the schema does not know, which matches nothing.</param>
/// <param name="Operations">Kinds of access.</param>
/// <param name="IsPermit">The decision.</param>
internal sealed record NacmRule(string Module, NacmRuleKind Kind, string Name, InstancePath? Path, AccessOperations Operations, bool IsPermit)
{
    public bool MatchesOperation(string module, string name)
        => IsFor(module) && Operations.HasFlag(AccessOperations.Exec)
            && (Kind == NacmRuleKind.Any || (Kind == NacmRuleKind.Operation && (Name == "*" || Name == name)));

    public bool MatchesNotification(NotificationSchema notification)
        => IsFor(notification.Module.Name) && Operations.HasFlag(AccessOperations.Read)
            && (Kind == NacmRuleKind.Any || (Kind == NacmRuleKind.Notification && (Name == "*" || Name == notification.Name)));

    /// <summary>True when the rule is about this node: named by its path or below it.</summary>
    public bool MatchesData(InstancePath node, AccessOperations operation)
        => (Operations & operation) != 0
            && IsFor(node.Step.Schema.Module.Name)
            && (Kind == NacmRuleKind.Any || (Kind == NacmRuleKind.Data && Path is not null && Covers(Path, node)));

    /// <summary>True when the rule could be about something below this node.</summary>
    public bool MayMatchBelow(InstancePath node, AccessOperations operation)
        => (Operations & operation) != 0 && (Kind == NacmRuleKind.Any || (Kind == NacmRuleKind.Data && Path is not null && Path.Depth > node.Depth && IsAbove(node, Path)));

    private static bool Covers(InstancePath rule, InstancePath node)
    {
        while (node.Depth > rule.Depth)
        {
            node = node.Parent!; // deeper than another path, hence not the root
        }

        return node.Depth == rule.Depth && SameSteps(rule, node);
    }

    private static bool IsAbove(InstancePath node, InstancePath rule)
    {
        while (rule.Depth > node.Depth)
        {
            rule = rule.Parent!; // as above
        }

        return SameSteps(rule, node);
    }

    // A list step without keys in a rule stands for all entries.
    private static bool SameSteps(InstancePath rule, InstancePath node)
    {
        for (; !rule.IsRoot && !node.IsRoot; (rule, node) = (rule.Parent, node.Parent))
        {
            if (!ReferenceEquals(rule.Step.Schema, node.Step.Schema) || (!rule.Step.Key.IsEmpty && !node.Step.Key.IsEmpty && rule.Step.Key != node.Step.Key))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsFor(string module) => Module == "*" || Module == module;
}
