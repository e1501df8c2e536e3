using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Operations;

/// <summary>Leafs of an operation's input by name.</summary>
internal static class BranchValues
{
    public static YangValue? ValueOf(this DataBranch branch, string name) => (branch.Find(name) as LeafNode)?.Value;

    public static string? TextOf(this DataBranch branch, string name) => branch.ValueOf(name)?.ToString();
}
