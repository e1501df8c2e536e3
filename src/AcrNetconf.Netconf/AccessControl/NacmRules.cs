using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.AccessControl;

/// <summary>Rules for some groups, tried in order.</summary>
internal sealed record NacmRuleList(ImmutableHashSet<string> Groups, ImmutableArray<NacmRule> Rules);

/// <summary>The access control configuration in force, read once from running (RFC 8341 §3.5). Immutable.</summary>
internal sealed class NacmRules
{
    private readonly ImmutableArray<NacmRuleList> _lists;
    private readonly ImmutableDictionary<string, ImmutableHashSet<string>> _groupsOfUser;

    private NacmRules(bool isEnabled, bool read, bool write, bool exec, ImmutableArray<NacmRuleList> lists, ImmutableDictionary<string, ImmutableHashSet<string>> groupsOfUser)
    {
        IsEnabled = isEnabled;
        ReadDefault = read;
        WriteDefault = write;
        ExecDefault = exec;
        _lists = lists;
        _groupsOfUser = groupsOfUser;
    }

    public bool IsEnabled { get; }

    public bool ReadDefault { get; }

    public bool WriteDefault { get; }

    public bool ExecDefault { get; }

    /// <summary>Reads the nacm container; an empty one gives the defaults.</summary>
    public static NacmRules Read(DataBranch nacm, SchemaContext schema)
    {
        var lists = ImmutableArray.CreateBuilder<NacmRuleList>();
        foreach (var entry in Entries(nacm, "rule-list"))
        {
            var rules = Entries(entry, "rule").Select(rule => ReadRule(rule, schema)).ToImmutableArray();
            lists.Add(new NacmRuleList([.. Values(entry, "group")], rules));
        }

        var groups = ImmutableDictionary.CreateBuilder<string, ImmutableHashSet<string>>();
        foreach (var group in nacm.Find("groups") is DataBranch all ? Entries(all, "group") : [])
        {
            foreach (var user in Values(group, "user-name"))
            {
                groups[user] = groups.GetValueOrDefault(user, []).Add(Text(group, "name"));
            }
        }

        return new NacmRules(
            Text(nacm, "enable-nacm") == "true",
            Text(nacm, "read-default") == "permit",
            Text(nacm, "write-default") == "permit",
            Text(nacm, "exec-default") == "permit",
            lists.ToImmutable(),
            groups.ToImmutable());
    }

    /// <summary>The rules that apply to a user, in order. A user in no group has none: the defaults decide (RFC 8341 §3.4.4, step 5).</summary>
    public ImmutableArray<NacmRule> RulesFor(string user)
    {
        if (!_groupsOfUser.TryGetValue(user, out var groups))
        {
            return [];
        }

        return [.. _lists.Where(l => l.Groups.Contains("*") || l.Groups.Overlaps(groups)).SelectMany(l => l.Rules)];
    }

    private static NacmRule ReadRule(DataBranch rule, SchemaContext schema)
    {
        var operation = Text(rule, "rpc-name");
        var notification = Text(rule, "notification-name");
        var path = Text(rule, "path");
        var kind = operation.Length > 0 ? NacmRuleKind.Operation
            : notification.Length > 0 ? NacmRuleKind.Notification
            : path.Length > 0 ? NacmRuleKind.Data
            : NacmRuleKind.Any;

        // The path is kept as text, without the prefixes of the document it came in: module names, or else modules' own prefixes, name its nodes.
        _ = InstancePath.TryParse(path, schema, new RulePrefixes(schema), out var parsed, out _);
        return new NacmRule(
            Text(rule, "module-name"), kind, operation + notification, kind == NacmRuleKind.Data ? parsed : null,
            ReadOperations(Text(rule, "access-operations")), Text(rule, "action") == "permit");
    }

    private static AccessOperations ReadOperations(string text)
    {
        var all = AccessOperations.None;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            all |= word switch
            {
                "create" => AccessOperations.Create,
                "read" => AccessOperations.Read,
                "update" => AccessOperations.Update,
                "delete" => AccessOperations.Delete,
                "exec" => AccessOperations.Exec,
                _ => AccessOperations.All,
            };
        }

        return all;
    }

    private static IEnumerable<ListEntryNode> Entries(DataBranch branch, string name) => branch.Find(name) is ListNode list ? list.Entries : [];

    private static IEnumerable<string> Values(DataBranch branch, string name)
        => branch.Find(name) is LeafListNode values ? values.Values.Select(v => v.ToString()) : [];

    /// <summary>The value in force, defaults included; empty when there is none.</summary>
    private static string Text(DataBranch branch, string name)
        => branch.BranchSchema.DataChildren.FirstOrDefault(c => c.Name == name) is LeafSchema leaf ? branch.EffectiveLeaf(leaf)?.ToString() ?? "" : "";

    private sealed class RulePrefixes(SchemaContext schema) : IPrefixResolver
    {
        public YangModule? Resolve(string prefix)
            => schema.FindModule(prefix) ?? schema.Modules.FirstOrDefault(m => m.IsImplemented && m.Prefix == prefix);
    }
}
