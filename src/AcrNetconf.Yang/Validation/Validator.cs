using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Decides whether data is what its modules allow (RFC 7950 §8). Pure: same trees, same answer; nothing is kept but in a cache the caller owns.</summary>
/// <remarks>
/// Types, names and keys were checked when the data was read; here is everything that concerns more than one node: when, leafref and
/// instance-identifier, mandatory, min- and max-elements, unique, choice, must. All violations are reported, in one fixed order.
/// </remarks>
public static class Validator
{
    /// <summary>Checks a whole tree.</summary>
    /// <returns>Empty when the tree is valid.</returns>
    public static ImmutableArray<Violation> Validate(DataTree tree, ValidationScope scope)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var violations = new ViolationList();
        foreach (var checks in Passes(tree, scope, violations))
        {
            new TreeWalk(checks).Children(checks.Session.Root);
        }

        return violations.ToImmutable();
    }

    /// <summary>Checks the newer tree of a difference, given that the older one is valid: looks only at what the change can affect.</summary>
    /// <param name="change">The difference.</param>
    /// <param name="scope">What is checked.</param>
    /// <param name="cache">Indexes carried from one change to the next; null builds what is needed anew.</param>
    public static ImmutableArray<Violation> ValidateChange(DataDiff change, ValidationScope scope, ValidationCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        var violations = new ViolationList();
        foreach (var checks in Passes(change.To, scope, violations, cache))
        {
            new ChangeWalk(checks).Run(change);
        }

        return violations.ToImmutable();
    }

    /// <summary>Checks the input or output of an rpc or action (RFC 7950 §7.14.4, §7.15.2).</summary>
    /// <param name="content">The parameters.</param>
    /// <param name="data">State and running configuration the operation may refer to.</param>
    /// <param name="target">For an action, the node it is invoked on; null for an rpc.</param>
    public static ImmutableArray<Violation> ValidateOperation(OperationNode content, DataTree data, InstancePath? target = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return ValidateGuest(content, content.Schema, data, target);
    }

    /// <summary>Checks a notification (RFC 7950 §7.16.2).</summary>
    /// <param name="content">The notification.</param>
    /// <param name="data">State and running configuration it may refer to.</param>
    /// <param name="target">For a notification defined inside a data node, that node; null at top level.</param>
    public static ImmutableArray<Violation> ValidateNotification(NotificationNode content, DataTree data, InstancePath? target = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return ValidateGuest(content, content.Schema, data, target);
    }

    private static ImmutableArray<Violation> ValidateGuest(DataBranch content, SchemaNode schema, DataTree data, InstancePath? target)
    {
        ArgumentNullException.ThrowIfNull(data);
        var violations = new ViolationList();
        var session = new XPathSession(data.Schema, data.Root, XPathScopeOfData.Everything);
        var parent = session.Root;
        foreach (var step in target?.Steps ?? [])
        {
            parent = StepTo(parent, step, session, out var exists);
            if (!exists)
            {
                violations.MissingTarget(target!); // it has steps
                return violations.ToImmutable();
            }
        }

        var checks = new NodeChecks(session, violations);
        new TreeWalk(checks).Instance(session.Invite(parent, schema, content));
        return violations.ToImmutable();
    }

    private static XPathNode StepTo(XPathNode parent, InstanceStep step, XPathSession session, out bool exists)
    {
        DataNode? data = parent.Branch?.Find(step.Schema);
        if (data is ListNode list)
        {
            data = step.Position > 0 && step.Position <= list.Count ? list[step.Position - 1] : list.Find(step.Key);
        }

        if (data is not null)
        {
            exists = true;
            return XPathNode.ForData(parent, data, step.Position - 1);
        }

        // Only containers are there without having been made; another entry of the list is not the one meant.
        var implicitNode = step.Schema is ListSchema ? null : session.FindChild(parent, step.Schema);
        exists = implicitNode is not null;
        return implicitNode ?? XPathNode.ForDefault(parent, step.Schema);
    }

    /// <summary>Configuration is checked against configuration, state against everything (RFC 7950 §6.4.1).</summary>
    private static IEnumerable<NodeChecks> Passes(DataTree tree, ValidationScope scope, ViolationList violations, ValidationCache? cache = null)
    {
        yield return new(new XPathSession(tree.Schema, tree.Root, XPathScopeOfData.ConfigurationOnly) { Cache = cache }, violations);
        if (scope == ValidationScope.Data)
        {
            yield return new(new XPathSession(tree.Schema, tree.Root, XPathScopeOfData.Everything), violations, isStatePass: true);
        }
    }
}
