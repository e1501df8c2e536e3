namespace AcrNetconf.Datastores.Commit;

/// <summary>Hears of changes after they are published. Called on the coordinator's loop: must be quick and must not wait. What it throws is logged: the change stands and is answered as done.</summary>
public interface ICommitObserver
{
    void OnCommitted(CommitNotice notice);

    void OnConfirm(ConfirmNotice notice);

    /// <summary>A commit was applied, confirmed, taken back or undone.</summary>
    void OnOutcome(OutcomeNotice notice)
    {
    }
}
