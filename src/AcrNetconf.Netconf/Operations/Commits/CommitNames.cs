using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>Names of the module acr-commit.</summary>
internal static class CommitNames
{
    public const string Module = Datastores.Commit.ModelImpact.ModuleName;

    public const string Namespace = "urn:acr-netconf:yang:acr-commit";

    public static string Of(CommitKind kind) => kind switch
    {
        CommitKind.Commit => "commit",
        CommitKind.ConfirmedCommit => "confirmed-commit",
        CommitKind.Revert => "revert",
        CommitKind.Load => "load",
        CommitKind.Rollback => "rollback",
        _ => "import",
    };

    public static string Of(CommitOutcome outcome) => outcome switch
    {
        CommitOutcome.Applied => "applied",
        CommitOutcome.Pending => "pending",
        CommitOutcome.Confirmed => "confirmed",
        CommitOutcome.Reverted => "reverted",
        CommitOutcome.Undone => "undone",
        _ => "recovered",
    };

    public static string Of(DiffOperation operation) => operation switch
    {
        DiffOperation.Create => "create",
        DiffOperation.Delete => "delete",
        DiffOperation.Move => "move",
        _ => "replace",
    };
}
