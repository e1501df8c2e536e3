namespace AcrNetconf.Ptp.Negotiation;

/// <summary>What a contract needs said now.</summary>
internal enum ContractSignal
{
    None,
    Request,
    Cancel,
}
