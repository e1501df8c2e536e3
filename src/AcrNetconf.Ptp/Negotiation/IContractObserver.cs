using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Negotiation;

/// <summary>Told of every change of a contract's state.</summary>
internal interface IContractObserver
{
    void OnContractChanged(UnicastContract contract, ContractState from, MonotonicTime now);
}
