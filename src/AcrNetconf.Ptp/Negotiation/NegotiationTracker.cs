using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Negotiation;

/// <summary>Sums up three contracts as the one negotiation state operators know, and remembers why it last failed.</summary>
internal sealed class NegotiationTracker(SlaveContext context, byte serverId)
{
    public NegotiationState State { get; private set; } = NegotiationState.None;

    public NegotiationError LastError { get; private set; } = NegotiationError.None;

    public MonotonicTime Since { get; private set; }

    /// <summary>Every contract wanted is in force or being asked for the first time.</summary>
    public bool IsHopeful { get; private set; }

    /// <summary>It failed at least once since the start.</summary>
    public bool HasFailed { get; private set; }

    public void Restart(bool isActive, MonotonicTime now)
    {
        HasFailed = false;
        IsHopeful = false;
        Enter(isActive ? NegotiationState.Initial : NegotiationState.None, NegotiationError.None, now);
    }

    public void ForgetError() => LastError = NegotiationError.None;

    public void Update(UnicastNegotiator negotiator, bool isActive, MonotonicTime now)
    {
        if (!isActive)
        {
            IsHopeful = false;
            Enter(NegotiationState.None, NegotiationError.None, now);
            return;
        }

        if (negotiator.IsParting)
        {
            // Nothing is asked for until the old agreement has ended.
            IsHopeful = true;
            Enter(NegotiationState.Initial, NegotiationError.None, now);
            return;
        }

        bool all = true;
        UnicastContract? failed = null;
        foreach (UnicastContract contract in negotiator.Contracts)
        {
            if (contract.IsWanted && !contract.IsInForce)
            {
                all = false;
                failed ??= IsFirstTry(contract) ? null : contract;
            }
        }

        IsHopeful = failed is null;
        HasFailed |= failed is not null;
        if (failed is not null)
        {
            Enter(NegotiationState.Error, Explain(failed, negotiator.IsUnreachable), now);
        }
        else if (all)
        {
            Enter(NegotiationState.Success, NegotiationError.None, now);
        }
        else if (State == NegotiationState.None)
        {
            Enter(NegotiationState.Initial, NegotiationError.None, now);
        }
    }

    private static bool IsFirstTry(UnicastContract contract) =>
        contract.State == ContractState.Requesting && contract.Cause is ContractCause.Wanted or ContractCause.Reconfigured;

    private static NegotiationError Explain(UnicastContract contract, bool isUnreachable) => (contract.Message, contract.Cause) switch
    {
        (_, ContractCause.CancelledByServer) => NegotiationError.DeleteLink,
        (MessageType.Announce, ContractCause.Silent) => NegotiationError.AnnounceTimeout,
        (_, ContractCause.Silent) => NegotiationError.MasterSynchronizationFault,
        (_, ContractCause.NoAnswer) when isUnreachable => NegotiationError.RouteUnreachable,
        (MessageType.Announce, ContractCause.Denied) => NegotiationError.AnnounceNegotiationDenied,
        (MessageType.Announce, _) => NegotiationError.AnnounceNegotiationTimeout,
        (MessageType.Sync, ContractCause.Denied) => NegotiationError.SyncNegotiationDenied,
        (MessageType.Sync, _) => NegotiationError.SyncNegotiationFailed,
        (_, ContractCause.Denied) => NegotiationError.DelayRespNegotiationDenied,
        _ => NegotiationError.DelayRespNegotiationTimeout,
    };

    private void Enter(NegotiationState state, NegotiationError error, MonotonicTime now)
    {
        bool newError = error != NegotiationError.None && error != LastError;
        if (error != NegotiationError.None)
        {
            LastError = error;
        }

        if (state == State && !(newError && state == NegotiationState.Error))
        {
            return;
        }

        NegotiationState from = State;
        State = state;
        Since = now;
        context.NeedsEvaluation = true;
        context.Journal.Add(new PtpEvent.NegotiationChanged(now, serverId, from, state, error));
    }
}
