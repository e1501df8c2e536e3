using System.Collections.Immutable;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.AccessControl;

/// <summary>The NETCONF access control model (RFC 8341).</summary>
/// <remarks>
/// Rules are read from running when they change and are immutable from then on. Recovery sessions and the agent itself pass everywhere
/// (§3.2.2). Counters say how often something was refused.
/// </remarks>
internal sealed class NacmAccess : IAccessControl, IWriteGuard, ICommitGuard, IStateSource
{
    internal const string ModuleName = "ietf-netconf-acm";

    private readonly DatastoreSet _stores;
    private readonly ContainerSchema _top;
    private readonly HashSet<SchemaNode> _aboveDenied = [];
    private volatile InForce _inForce;
    private long _deniedOperations;
    private long _deniedWrites;
    private long _deniedNotifications;

    public NacmAccess(DatastoreSet stores)
    {
        _stores = stores;
        _top = (ContainerSchema?)stores.Schema.Root.FindDataChild(NetconfNames.AccessControl, "nacm")
            ?? throw new ArgumentException($"the schema has no {ModuleName}", nameof(stores));
        _inForce = new InForce(null, NacmRules.Read(ContainerNode.Empty(_top), stores.Schema));
        foreach (var child in stores.Schema.Root.DataChildren)
        {
            MarkDenied(child);
        }
    }

    public IReadOnlyCollection<SchemaNode> Provides => [_top];

    private NacmRules Rules
    {
        get
        {
            var node = _stores.Running.Root.Find(_top);
            var known = _inForce;
            if (!ReferenceEquals(known.Node, node))
            {
                // Two threads may read the same rules at once; either result will do.
                _inForce = known = new InForce(node, NacmRules.Read(node ?? ContainerNode.Empty(_top), _stores.Schema));
            }

            return known.Rules;
        }
    }

    public bool MayExecute(RequestOrigin origin, string module, string operation)
    {
        var rules = Rules;
        if (IsExempt(rules, origin) || operation == "close-session")
        {
            return true;
        }

        var allowed = Decide(rules, origin, r => r.MatchesOperation(module, operation))
            ?? (!IsDeniedOperation(module, operation) && rules.ExecDefault);
        if (!allowed)
        {
            Interlocked.Increment(ref _deniedOperations);
        }

        return allowed;
    }

    public RootNode Readable(RequestOrigin origin, RootNode root)
    {
        var rules = Rules;
        return IsExempt(rules, origin)
            ? root
            : (RootNode?)new NacmReadFilter(this, rules, rules.RulesFor(origin.User)).Prune(root, InstancePath.Root, true) ?? RootNode.Empty(_stores.Schema.Root);
    }

    public bool MayInvoke(RequestOrigin origin, InstancePath target, OperationSchema action)
    {
        // RFC 8341 §3.4.4: an action needs read access to the node it is on and exec access to itself.
        var rules = Rules;
        if (IsExempt(rules, origin))
        {
            return true;
        }

        var mine = rules.RulesFor(origin.User);
        for (var node = target; !node.IsRoot; node = node.Parent)
        {
            if (!Allows(rules, mine, node, AccessOperations.Read))
            {
                return false;
            }
        }

        return MayRun(rules, mine, target.Append(action));
    }

    public bool MayReceive(RequestOrigin origin, NotificationSchema notification)
    {
        var rules = Rules;
        if (IsExempt(rules, origin))
        {
            return true;
        }

        // The two markers of a replay are always sent (RFC 8341 §3.4.6); they do not come through here.
        var allowed = Decide(rules, origin, r => r.MatchesNotification(notification)) ?? (!HasExtension(notification, "default-deny-all") && rules.ReadDefault);
        if (!allowed)
        {
            Interlocked.Increment(ref _deniedNotifications);
        }

        return allowed;
    }

    public ImmutableArray<Violation> Check(RequestOrigin origin, DataDiff change)
    {
        var rules = Rules;
        if (IsExempt(rules, origin) || change.IsEmpty)
        {
            return [];
        }

        var check = new NacmWriteCheck(this, rules, rules.RulesFor(origin.User), origin.User);
        foreach (var node in change.Root.Children)
        {
            check.Visit(node, InstancePath.Root);
        }

        if (!check.Refusals.IsEmpty)
        {
            Interlocked.Increment(ref _deniedWrites);
        }

        return check.Refusals;
    }

    /// <summary>A change of the rules that takes from its author the means to change them back.</summary>
    public Violation? Check(RequestOrigin origin, DataTree from, DataTree to)
    {
        var before = from.Root.Find(_top);
        var after = to.Root.Find(_top);
        if (ReferenceEquals(before, after) || origin.IsRecovery)
        {
            return null;
        }

        var path = InstancePath.Root.Append(_top);
        var lost = Missing(after, origin, path).Except(Missing(before, origin, path)).FirstOrDefault();
        return lost is null ? null : new Violation(
            "operation-failed", "lock-out", path, $"{path}: with these rules user {origin.User}, who makes this commit, may not {lost} any more; use a confirmed commit if that is wanted");
    }

    public DataBranch Contribute(DataBranch root)
    {
        DataBranch nacm = root.Find(_top) ?? ContainerNode.Empty(_top);
        var counters = new TreeBuilder(_stores.Schema, _top)
            .Leaf("denied-operations", Interlocked.Read(ref _deniedOperations) & uint.MaxValue)
            .Leaf("denied-data-writes", Interlocked.Read(ref _deniedWrites) & uint.MaxValue)
            .Leaf("denied-notifications", Interlocked.Read(ref _deniedNotifications) & uint.MaxValue)
            .Build();
        foreach (var counter in counters.Children)
        {
            nacm = nacm.With(counter);
        }

        return root.With(nacm);
    }

    /// <summary>May a user with these rules do this to the node?</summary>
    internal bool Allows(NacmRules rules, ImmutableArray<NacmRule> mine, InstancePath node, AccessOperations operation)
    {
        foreach (var rule in mine)
        {
            if (rule.MatchesData(node, operation))
            {
                return rule.IsPermit;
            }
        }

        for (SchemaNode? schema = node.Schema; schema is not null; schema = schema.Parent)
        {
            if (HasExtension(schema, "default-deny-all") || (operation != AccessOperations.Read && HasExtension(schema, "default-deny-write")))
            {
                return false;
            }
        }

        return operation == AccessOperations.Read ? rules.ReadDefault : rules.WriteDefault;
    }

    /// <summary>True when a node below this schema node is marked default-deny-all, or the node itself.</summary>
    internal bool ContainsDenied(SchemaNode node) => _aboveDenied.Contains(node);

    /// <summary>What changing the rules takes and the user may not do under them.</summary>
    private IEnumerable<string> Missing(DataBranch? nacm, RequestOrigin origin, InstancePath path)
    {
        var rules = NacmRules.Read(nacm ?? ContainerNode.Empty(_top), _stores.Schema);
        if (IsExempt(rules, origin))
        {
            yield break;
        }

        var mine = rules.RulesFor(origin.User);
        foreach (var operation in (string[])["edit-config", "commit"])
        {
            if (!(mine.FirstOrDefault(r => r.MatchesOperation("ietf-netconf", operation))?.IsPermit ?? rules.ExecDefault))
            {
                yield return operation;
            }
        }

        if (!Allows(rules, mine, path, AccessOperations.Update) || !Allows(rules, mine, path, AccessOperations.Delete))
        {
            yield return "change access control";
        }
    }

    private static bool MayRun(NacmRules rules, ImmutableArray<NacmRule> mine, InstancePath action)
    {
        foreach (var rule in mine)
        {
            if (rule.MatchesData(action, AccessOperations.Exec))
            {
                return rule.IsPermit;
            }
        }

        return action.Schema is { } schema && !HasExtension(schema, "default-deny-all") && rules.ExecDefault;
    }

    private static bool IsExempt(NacmRules rules, RequestOrigin origin) => !rules.IsEnabled || origin.IsRecovery || origin.SessionId == 0;

    private static bool? Decide(NacmRules rules, RequestOrigin origin, Func<NacmRule, bool> matches)
        => rules.RulesFor(origin.User).FirstOrDefault(matches)?.IsPermit;

    private static bool HasExtension(SchemaNode node, string name)
    {
        foreach (var extension in node.Extensions)
        {
            if (extension.Module == ModuleName && extension.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsDeniedOperation(string module, string operation)
    {
        // RFC 8341 §3.4.4: the base module of 2011 cannot carry the marks, so these two are denied by name.
        if (module == "ietf-netconf" && operation is "kill-session" or "delete-config")
        {
            return true;
        }

        return _stores.Schema.FindModule(module) is { } defined
            && _stores.Schema.FindRpc(defined.Namespace, operation) is { } rpc
            && HasExtension(rpc, "default-deny-all");
    }

    private bool MarkDenied(SchemaNode node)
    {
        var denied = HasExtension(node, "default-deny-all");
        foreach (var child in node is SchemaBranch branch ? branch.DataChildren : [])
        {
            denied |= MarkDenied(child);
        }

        if (denied)
        {
            _aboveDenied.Add(node);
        }

        return denied;
    }

    private sealed record InForce(DataNode? Node, NacmRules Rules);
}
