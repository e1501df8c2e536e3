using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Operations.Commits;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>commit-outcome of acr-commit: what became of a commit, and why.</summary>
internal sealed class CommitNotifications(SchemaContext schema, EventStream events) : ICommitObserver
{
    private readonly NotificationSchema? _outcome = schema.FindNotification(CommitNames.Namespace, "commit-outcome");

    public void OnCommitted(CommitNotice notice)
    {
        // The base notifications tell that.
    }

    public void OnConfirm(ConfirmNotice notice)
    {
        // The base notifications tell that.
    }

    public void OnOutcome(OutcomeNotice notice)
    {
        if (_outcome is null)
        {
            return;
        }

        var builder = CommitWriter.Commit(new TreeBuilder(schema, _outcome), notice.Record).LeafIfAny("reason", notice.Reason);
        if (notice.RevertedBy is { } id)
        {
            builder.Leaf("reverted-by", id);
        }

        events.Publish((NotificationNode)builder.Build());
    }
}
