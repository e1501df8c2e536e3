using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Ptp.Negotiation;

/// <summary>The state machine of one contract (G.8265.1 §6.6), pure: which state follows, nothing else.</summary>
internal static class ContractFsm
{
    /// <summary>The state after <paramref name="happened"/>; the same state when it means nothing here.</summary>
    public static ContractState Next(ContractState state, ContractEvent happened) => (state, happened) switch
    {
        (ContractState.Idle, ContractEvent.Wanted) => ContractState.Requesting,

        (ContractState.Requesting, ContractEvent.Unwanted) => ContractState.Cancelling,
        (ContractState.Requesting, ContractEvent.Abandoned) => ContractState.Idle,
        (ContractState.Requesting, ContractEvent.Granted or ContractEvent.Resumed) => ContractState.Granted,
        (ContractState.Requesting, ContractEvent.TriesExhausted) => ContractState.LockedOut,

        (ContractState.Granted, ContractEvent.RenewDue) => ContractState.Renewing,
        (ContractState.Granted or ContractState.Renewing, ContractEvent.Unwanted) => ContractState.Cancelling,
        (ContractState.Granted or ContractState.Renewing, ContractEvent.Expired or ContractEvent.CancelledByServer or ContractEvent.Silent) => ContractState.Requesting,
        (ContractState.Renewing, ContractEvent.Granted) => ContractState.Granted,
        (ContractState.Renewing, ContractEvent.TriesExhausted) => ContractState.RenewalPaused,

        (ContractState.RenewalPaused, ContractEvent.Unwanted) => ContractState.Cancelling,
        (ContractState.RenewalPaused, ContractEvent.Granted) => ContractState.Granted,
        (ContractState.RenewalPaused, ContractEvent.PauseOver) => ContractState.Renewing,
        // The pause is owed to the server whatever becomes of the contract meanwhile.
        (ContractState.RenewalPaused, ContractEvent.Expired or ContractEvent.CancelledByServer or ContractEvent.Silent) => ContractState.LockedOut,

        (ContractState.LockedOut, ContractEvent.Unwanted) => ContractState.Cancelling,
        (ContractState.LockedOut, ContractEvent.Abandoned) => ContractState.Idle,
        (ContractState.LockedOut, ContractEvent.PauseOver) => ContractState.Requesting,
        (ContractState.LockedOut, ContractEvent.Granted or ContractEvent.Resumed) => ContractState.Granted,

        (ContractState.Cancelling, ContractEvent.Wanted) => ContractState.Requesting,
        (ContractState.Cancelling, ContractEvent.CancelAcknowledged or ContractEvent.TriesExhausted or ContractEvent.CancelledByServer) => ContractState.Idle,

        _ => state,
    };

    /// <summary>True while the server owes us messages.</summary>
    public static bool IsInForce(ContractState state) => state is ContractState.Granted or ContractState.Renewing or ContractState.RenewalPaused;
}
